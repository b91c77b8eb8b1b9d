package org.jobscribe.job;

import java.util.List;
import java.util.Optional;
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
  private boolean isCut;
  private Optional<LineRange> gap;
  private List<LogLine> read;

  public LogPages(JobService jobs, LogTail tail) {
    this(jobs, tail, PAGE);
  }

  /** Begins with what was read together with the tail. */
  public LogPages(JobService jobs, FirstPage first) {
    this(jobs, first.tail());
    read = first.lines();
  }

  /**
   * @param pageSize the most lines in a page, at least 1
   */
  public LogPages(JobService jobs, LogTail tail, int pageSize) {
    this.jobs = jobs;
    this.tail = tail;
    this.pageSize = pageSize;
    position = tail.from();
    gap = tail.gone();
  }

  /** Goes on where this one is, by itself. */
  public LogPages copy() {
    LogPages copy = new LogPages(jobs, tail, pageSize);
    copy.given = given;
    copy.position = position;
    copy.isCut = isCut;
    copy.gap = gap;
    copy.read = read;
    return copy;
  }

  /**
   * The next lines, ascending; none at the end. Lines of a job that runs may be left out while they
   * are read: then this ends before them, and who asks again is told of the gap.
   *
   * @throws LinesGone if lines of a job that is over were removed meanwhile
   * @throws org.jobscribe.problem.NotFound if that job was
   */
  public List<LogLine> next() {
    int max = (int) Math.min(pageSize, tail.limit() - given);
    if (max == 0 || isCut || position == tail.to()) {
      return List.of();
    }
    List<LogLine> page = read == null ? jobs.lines(tail, position, max) : read;
    read = null;
    if (isFiltered() && isOver()) {
      jobs.get(tail.job().id()); // not found: lines that should be here may be removed already
    }
    int whole = countWhole(page);
    given += whole;
    position = whole == 0 ? position : page.get(whole - 1).id();
    if (whole < page.size() || page.size() < max && !hasAll()) {
      cut();
    } else if (page.size() < max) {
      position = tail.to();
    }
    return page.subList(0, whole);
  }

  /** How many lines of the page come before the first that were removed after the job was read. */
  private int countWhole(List<LogLine> page) {
    long last = position;
    for (int i = 0; i < page.size(); i++) {
      LogLine line = page.get(i);
      if (!follows(line, last)) {
        return i;
      }
      gap = line.standsForOthers() ? Optional.of(line.gapAfter(last)) : gap;
      last = line.id();
    }
    return page.size();
  }

  /** A reply tells of one gap. Without a filter every line is there, or another stands for it. */
  private boolean follows(LogLine line, long last) {
    return line.standsForOthers()
        ? gap.isEmpty() && (isFiltered() || line.gapAfter(last).from() == last + 1)
        : isFiltered() || line.id() == last + 1;
  }

  /**
   * Whether nothing is missing between the last line of a page and the end of the tail. With a
   * filter that does not show; but lines are left out in the order of their ids.
   */
  private boolean hasAll() {
    return position == tail.to()
        || isFiltered() && (isOver() || jobs.hasLine(tail.job().id(), tail.to()));
  }

  private boolean isFiltered() {
    return !tail.filter().isNone();
  }

  private boolean isOver() {
    return tail.job().progress().isFinal();
  }

  private void cut() {
    if (isOver()) {
      jobs.get(tail.job().id()); // not found: the job was removed, and its lines with it
      throw new LinesGone(tail.job().id(), position + 1, tail.to());
    }
    isCut = true;
  }

  /** Whether this ended before it should, see {@link #next}. */
  public boolean isCut() {
    return isCut;
  }

  /** The lines between those that were given, or after the last, that the log lacks. */
  Optional<LineRange> gap() {
    return gap;
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
    return isOver() && !hasMore();
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

  /** Lines were removed while they were read; who asks again is told so. */
  public static final class LinesGone extends IllegalStateException {
    LinesGone(long jobId, long from, long to) {
      super("Lines %d to %d of job %d are gone".formatted(from, to, jobId));
    }
  }
}
