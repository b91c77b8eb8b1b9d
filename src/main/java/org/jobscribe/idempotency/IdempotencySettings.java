package org.jobscribe.idempotency;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.config.Config;

/**
 * How long a key counts. The key, unit and range stand in {@code
 * META-INF/microprofile-config.properties}.
 */
record IdempotencySettings(Duration lifetime) {

  private static final String LIFETIME = "jobscribe.idempotency.lifetime";
  private static final Duration MIN = Duration.ofMinutes(1);
  private static final Duration MAX = Duration.ofDays(30);

  /**
   * @throws IllegalStateException if the value is out of range; the message names the key
   */
  static IdempotencySettings of(Config config) {
    String text = config.getValue(LIFETIME, String.class);
    try {
      Duration lifetime = Duration.parse(text);
      if (lifetime.compareTo(MIN) >= 0 && lifetime.compareTo(MAX) <= 0) {
        return new IdempotencySettings(lifetime);
      }
    } catch (DateTimeParseException e) {
      // told below, as any other wrong value
    }
    throw new IllegalStateException(
        "%s (JOBSCRIBE_IDEMPOTENCY_LIFETIME) is '%s'; allowed is an ISO 8601 duration from PT1M to P30D"
            .formatted(LIFETIME, text));
  }
}
