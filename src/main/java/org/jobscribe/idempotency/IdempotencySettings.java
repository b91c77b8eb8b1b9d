package org.jobscribe.idempotency;

import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.jobscribe.setting.Setting;

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
    return new IdempotencySettings(
        new Setting(LIFETIME, config.getValue(LIFETIME, String.class)).duration(MIN, MAX));
  }
}
