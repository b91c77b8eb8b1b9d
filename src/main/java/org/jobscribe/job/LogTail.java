package org.jobscribe.job;

import java.util.OptionalLong;

/**
 * What a reader who has lines up to {@code from} gets in one reply: the job, and the lines after
 * {@code from} up to {@code to}.
 *
 * @param from exclusive
 * @param to inclusive; equal to {@code from} if there is nothing new
 */
public record LogTail(Job job, long from, long to) {

  private static final int POLL_AFTER_MILLIS = 1_000;

  static LogTail of(Job job, long lastLogId, long limit) {
    return new LogTail(job, lastLogId, Math.min(job.lastLogId(), saturatedSum(lastLogId, limit)));
  }

  private static long saturatedSum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  /** The cursor to come back with: everything up to it has been given. */
  long nextLogId() {
    return to;
  }

  boolean hasMore() {
    return to < job.lastLogId();
  }

  /**
   * Whether the job is over and nothing comes after these lines: the reader has, or now gets, the
   * whole log.
   */
  boolean isComplete() {
    return job.progress().isFinal() && !hasMore();
  }

  /** When to ask again, in milliseconds; empty if there is nothing to come. */
  OptionalLong pollAfterMillis() {
    return isComplete() ? OptionalLong.empty() : OptionalLong.of(hasMore() ? 0 : POLL_AFTER_MILLIS);
  }
}
