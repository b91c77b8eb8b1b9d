package org.jobscribe.job;

import java.util.List;
import java.util.OptionalLong;

/**
 * Reads the lines of a {@link LogTail} in pages: whatever the log's length and the reader's speed,
 * one page is in memory and no database connection is held between two of them. Every reply, in
 * whichever form, gets its lines here.
 */
public final class LogPages {

  /** The most lines in a page. */
  public static final int PAGE = 1_000;

  private static final int POLL_AFTER_MILLIS = 1_000;

  private final JobService jobs;
  private final LogTail tail;
  private final int pageSize;
  private long given;
  private long position;

  public LogPages(JobService jobs, LogTail tail) {
    this(jobs, tail, PAGE);
  }

  /**
   * @param pageSize the most lines in a page, at least 1
   */
  public LogPages(JobService jobs, LogTail tail, int pageSize) {
    this.jobs = jobs;
    this.tail = tail;
    this.pageSize = pageSize;
    position = tail.from();
  }

  /** Goes on where this one is, by itself. */
  public LogPages copy() {
    LogPages copy = new LogPages(jobs, tail, pageSize);
    copy.given = given;
    copy.position = position;
    return copy;
  }

  /**
   * The next lines, ascending; none at the end.
   *
   * @throws LinesGone if lines that belong to the tail were removed meanwhile
   */
  public List<LogLine> next() {
    int max = (int) Math.min(pageSize, tail.limit() - given);
    if (max == 0 || position == tail.to()) {
      return List.of();
    }
    List<LogLine> page = jobs.lines(tail, position, max);
    check(page, max);
    given += page.size();
    position = page.size() < max ? tail.to() : page.get(page.size() - 1).id();
    return page;
  }

  /**
   * Without a filter every line is there: an id that is missing was removed after the job was read.
   */
  private void check(List<LogLine> page, int max) {
    if (!tail.filter().isNone()) {
      return;
    }
    long last = position;
    for (LogLine line : page) {
      if (line.id() != last + 1) {
        throw new LinesGone(tail.job().id(), last + 1, line.id() - 1);
      }
      last = line.id();
    }
    if (page.size() < max && last != tail.to()) {
      throw new LinesGone(tail.job().id(), last + 1, tail.to());
    }
  }

  /** The cursor to come back with: whatever passes the filter, up to it, has been given. */
  public long nextLogId() {
    return position;
  }

  public boolean hasMore() {
    return position < tail.job().lastLogId();
  }

  /** Whether the job is over and nothing comes after what has been given. */
  public boolean isComplete() {
    return tail.job().progress().isFinal() && !hasMore();
  }

  /** When to ask again, in milliseconds; empty if there is nothing to come. */
  OptionalLong pollAfterMillis() {
    return isComplete() ? OptionalLong.empty() : OptionalLong.of(hasMore() ? 0 : POLL_AFTER_MILLIS);
  }

  /** What to give as {@code before} to get older lines; empty if there are none. */
  OptionalLong nextBefore() {
    return tail.from() < tail.job().firstLogId()
        ? OptionalLong.empty()
        : OptionalLong.of(tail.from() + 1);
  }

  public LogTail tail() {
    return tail;
  }

  /** Lines were removed while they were read; who asks again is told of the gap. */
  public static final class LinesGone extends IllegalStateException {
    LinesGone(long jobId, long from, long to) {
      super("Lines %d to %d of job %d are gone".formatted(from, to, jobId));
    }
  }
}
