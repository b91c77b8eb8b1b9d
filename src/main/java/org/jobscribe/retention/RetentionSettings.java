package org.jobscribe.retention;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jobscribe.setting.Setting;

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
            .map(text -> new Setting(JOBS, text).duration(SECOND, Duration.ofDays(36_500))),
        new Setting(PAUSE, config.getValue(PAUSE, String.class))
            .duration(SECOND, Duration.ofDays(1)));
  }
}
