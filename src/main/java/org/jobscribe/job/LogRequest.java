package org.jobscribe.job;

/**
 * What a reader asks of a log: lines that pass the filter, with ids above {@code after} and below
 * {@code before}; of these the newest {@code newest}, and of these the first {@code limit}.
 *
 * @param after exclusive; 0 for the whole log
 * @param before exclusive; {@link Long#MAX_VALUE} for no bound
 * @param newest at least 1; {@link Long#MAX_VALUE} for all
 * @param limit at least 1; {@link Long#MAX_VALUE} for no limit
 */
public record LogRequest(long after, long before, long newest, long limit, LogFilter filter) {

  /** Everything after {@code after}. */
  public static LogRequest after(long after) {
    return new LogRequest(after, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, LogFilter.NONE);
  }

  /** The same from another cursor on. */
  public LogRequest from(long cursor) {
    return new LogRequest(cursor, before, newest, limit, filter);
  }
}
