package org.jobscribe.database;

import java.time.Duration;
import org.jobscribe.setting.Setting;

/** How long PostgreSQL may take to answer one statement; after that, it counts as lost. */
final class DatabaseTimeout {

  static final String KEY = "jobscribe.db.timeout";
  static final String DEFAULT = "PT30S";

  private static final Duration MIN = Duration.ofSeconds(1);
  private static final Duration MAX = Duration.ofHours(1);

  private DatabaseTimeout() {}

  /**
   * @throws IllegalStateException if it is out of range; the message names the key
   */
  static Duration parse(String text) {
    return new Setting(KEY, text).duration(MIN, MAX);
  }
}
