package org.jobscribe.retention;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * How long finished jobs are kept. The keys, units and ranges stand in {@code
 * META-INF/microprofile-config.properties}.
 *
 * @param jobs from a job's end on; empty: for ever
 * @param pause between two looks
 */
record RetentionSettings(Optional<Duration> jobs, Duration pause) {

  private static final String JOBS = "jobscribe.retention.jobs";
  private static final String PAUSE = "jobscribe.retention.pause";
  private static final Duration SECOND = Duration.ofSeconds(1);

  /**
   * @throws IllegalStateException if a value is out of range; the message names the key
   */
  static RetentionSettings of(Config config) {
    return new RetentionSettings(
        config
            .getOptionalValue(JOBS, String.class)
            .filter(text -> !text.isBlank())
            .map(text -> duration(JOBS, text, Duration.ofDays(36_500), "PT1S to P36500D")),
        duration(PAUSE, config.getValue(PAUSE, String.class), Duration.ofDays(1), "PT1S to P1D"));
  }

  private static Duration duration(String key, String text, Duration max, String range) {
    try {
      Duration duration = Duration.parse(text);
      if (duration.compareTo(SECOND) >= 0 && duration.compareTo(max) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // told below, as any other wrong value
    }
    throw new IllegalStateException(
        "%s (%s) is '%s'; allowed is an ISO 8601 duration from %s"
            .formatted(key, key.replace('.', '_').toUpperCase(Locale.ROOT), text, range));
  }
}
