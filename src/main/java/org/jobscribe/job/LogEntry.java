package org.jobscribe.job;

import java.time.Instant;

/**
 * A line that is yet to be written: the log gives it its id. A message longer than {@value
 * #MAX_MESSAGE} characters is cut, visibly.
 */
public record LogEntry(LogLevel level, String message, Instant creationDate) {

  static final int MAX_MESSAGE = 32_000;
  private static final String CUT = "… (cut)";

  public LogEntry {
    message =
        message.indexOf('\0') < 0
            ? message
            : message.replace('\0', '\uFFFD'); // PostgreSQL stores no U+0000
    message = message.length() <= MAX_MESSAGE ? message : start(message) + CUT;
  }

  /** Ends before a surrogate pair rather than within it. */
  private static String start(String message) {
    int end = MAX_MESSAGE - CUT.length();
    return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end);
  }
}
