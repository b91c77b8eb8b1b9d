package org.jobscribe.job;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jobscribe.SettableClock;

/** Has lines 1 to {@code kept}, whatever the job says. */
final class KeptLines extends JobService {

  private final List<Integer> pages = new ArrayList<>();
  private final long kept;
  private final String message;

  KeptLines(long kept) {
    this(kept, "");
  }

  /**
   * @param message of each line; empty for the line's number
   */
  KeptLines(long kept, String message) {
    this.kept = kept;
    this.message = message;
  }

  @Override
  public List<LogLine> lines(LogTail tail, long after, int max) {
    pages.add(max);
    return LongStream.rangeClosed(after + 1, Math.min(Math.min(tail.to(), kept), after + max))
        .mapToObj(this::line)
        .toList();
  }

  @Override
  public Job get(long jobId) {
    return JobSamples.aCompletedJob(jobId, Math.toIntExact(kept));
  }

  private LogLine line(long id) {
    String text = message.isEmpty() ? "Line " + id : message;
    return new LogLine(id, LogLevel.INFO, text, SettableClock.START);
  }

  /** The sizes that were asked for. */
  List<Integer> pages() {
    return pages;
  }
}
