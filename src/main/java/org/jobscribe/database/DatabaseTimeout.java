package org.jobscribe.database;

import java.time.Duration;
import java.time.format.DateTimeParseException;

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
    try {
      Duration timeout = Duration.parse(text);
      if (timeout.compareTo(MIN) >= 0 && timeout.compareTo(MAX) <= 0) {
        return timeout;
      }
    } catch (DateTimeParseException e) {
      // told below, as any other wrong value
    }
    throw new IllegalStateException(
        "%s (JOBSCRIBE_DB_TIMEOUT) is '%s'; allowed is an ISO 8601 duration from %s to %s"
            .formatted(KEY, text, MIN, MAX));
  }
}
