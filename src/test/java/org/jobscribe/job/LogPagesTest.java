package org.jobscribe.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogPagesTest {

  private static final long ALL = Long.MAX_VALUE;

  private static LogPages read(Job job, LogRequest request) {
    KeptLines lines = new KeptLines(1_000);
    LogPages pages = new LogPages(lines, lines.tail(job, request));
    pages.next();
    return pages;
  }

  private static LogPages ofCompleted(int lines, long after, long limit) {
    return read(
        JobSamples.aCompletedJob(1, lines), new LogRequest(after, ALL, ALL, limit, LogFilter.NONE));
  }

  private static LogPages ofCompleted(int lines, long after, long before, long newest) {
    return read(
        JobSamples.aCompletedJob(1, lines),
        new LogRequest(after, before, newest, ALL, LogFilter.NONE));
  }

  @Test
  void withoutALimitTheyReachTheLastLine() {
    LogPages pages = ofCompleted(20, 5, ALL);
    assertThat(pages.nextLogId()).isEqualTo(20);
    assertThat(pages.hasMore()).isFalse();
    assertThat(pages.isComplete()).isTrue();
    assertThat(pages.pollAfterMillis()).isEmpty();
    assertThat(pages.nextBefore()).hasValue(6);
  }

  @Test
  void aLimitLeavesMore() {
    LogPages pages = ofCompleted(20, 5, 14);
    assertThat(pages.nextLogId()).isEqualTo(19);
    assertThat(pages.hasMore()).isTrue();
    assertThat(pages.isComplete()).isFalse();
    assertThat(pages.pollAfterMillis()).hasValue(0);
    assertThat(pages.next()).isEmpty();
  }

  @Test
  void aLimitThatIsJustEnoughLeavesNothing() {
    assertThat(ofCompleted(20, 5, 15).isComplete()).isTrue();
  }

  @Test
  void aJobThatRunsIsNeverComplete() {
    Job job = JobSamples.aRunningJob(1, 1);
    job.takeLogIds(3);
    LogPages pages = read(job, LogRequest.after(3));
    assertThat(pages.nextLogId()).isEqualTo(3);
    assertThat(pages.hasMore()).isFalse();
    assertThat(pages.isComplete()).isFalse();
    assertThat(pages.pollAfterMillis()).hasValue(1_000);
  }

  @Test
  void afterTheLastLineOfAJobThatIsOverTheyAreCompleteAndEmpty() {
    LogPages pages = ofCompleted(20, 20, 1);
    assertThat(pages.nextLogId()).isEqualTo(20);
    assertThat(pages.isComplete()).isTrue();
  }

  @Test
  void theNewestLinesSayWhereOlderOnesAre() {
    LogPages newest = ofCompleted(20, 0, ALL, 5);
    assertThat(newest.tail().from()).isEqualTo(15);
    assertThat(newest.isComplete()).isTrue();
    assertThat(newest.nextBefore()).hasValue(16);
    LogPages older = ofCompleted(20, 0, 16, 10);
    assertThat(older.tail().from()).isEqualTo(5);
    assertThat(older.nextLogId()).isEqualTo(15);
    assertThat(older.hasMore()).isTrue();
    assertThat(older.nextBefore()).hasValue(6);
    LogPages oldest = ofCompleted(20, 0, 6, 10);
    assertThat(oldest.nextLogId()).isEqualTo(5);
    assertThat(oldest.nextBefore()).isEmpty();
  }

  @Test
  void nothingIsBeforeTheCursor() {
    LogPages pages = ofCompleted(20, 10, 5, 3);
    assertThat(pages.nextLogId()).isEqualTo(10);
    assertThat(pages.hasMore()).isTrue();
  }

  @Test
  void aCopyGoesOnByItself() {
    KeptLines lines = new KeptLines(20);
    LogPages pages =
        new LogPages(lines, lines.tail(JobSamples.aCompletedJob(1, 20), LogRequest.after(0)), 5);
    pages.next();
    LogPages copy = pages.copy();
    assertThat(ids(copy.next())).containsExactly(6L, 7L, 8L, 9L, 10L).isEqualTo(ids(pages.next()));
  }

  private static List<Long> ids(List<LogLine> lines) {
    return lines.stream().map(LogLine::id).toList();
  }
}
