package org.jobscribe.job;

import java.time.Instant;

/**
 * One line of a job's log. Once it can be read it never changes.
 *
 * @param id 1, 2, 3 … within its job
 * @param creationDate when the work said it; in milliseconds
 * @param leftOut 0; or how many lines this one stands for, itself the last of them, because the log
 *     became too long
 */
public record LogLine(long id, LogLevel level, String message, Instant creationDate, long leftOut) {

  LogLine(long id, LogLevel level, String message, Instant creationDate) {
    this(id, level, message, creationDate, 0);
  }

  /** Whether it stands for lines that were left out. */
  public boolean standsForOthers() {
    return leftOut > 0;
  }

  /** The lines that it stands for and that a reader who has everything up to {@code last} lacks. */
  public LineRange gapAfter(long last) {
    return new LineRange(Math.max(last, id - leftOut) + 1, id);
  }
}
