package org.jobscribe.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jobscribe.SettableClock;
import org.junit.jupiter.api.Test;

class RecentPagesTest {

  private static final int LAST = 3_000;

  private static final long MOST = 1_000_000;

  private long nanos;
  private final RecentPages pages = new RecentPages(MOST, () -> nanos);
  private final Job job = JobSamples.aRunningJob(1, 1);
  private final List<String> readings = new ArrayList<>();

  RecentPagesTest() {
    job.takeLogIds(LAST);
  }

  private static LogTail tail(Job job, long from, long to) {
    return new LogTail(job, from, to, Long.MAX_VALUE, LogFilter.NONE, Optional.empty());
  }

  private List<LogLine> first(LogTail tail) throws SQLException {
    return pages.first(tail, () -> read(tail));
  }

  private List<LogLine> read(LogTail tail) {
    readings.add("%d: %d-%d".formatted(tail.job().id(), tail.from(), tail.to()));
    return lines(tail.from(), Math.min(tail.to(), tail.from() + LogPages.PAGE));
  }

  private static List<LogLine> lines(long from, long to) {
    return LongStream.rangeClosed(from + 1, to).mapToObj(id -> line(id, 0)).toList();
  }

  private static LogLine line(long id, long leftOut) {
    return new LogLine(id, LogLevel.INFO, "Line " + id, SettableClock.START, leftOut);
  }

  @Test
  void whoPollsWithTheSameCursorNeedsNoReading() throws SQLException {
    assertThat(first(tail(job, 5, 25))).isEqualTo(lines(5, 25));
    assertThat(first(tail(JobSamples.copyOf(job), 5, 25))).isEqualTo(lines(5, 25));
    assertThat(readings).containsExactly("1: 5-25");
  }

  @Test
  void afterFiveSecondsItIsReadAnew() throws SQLException {
    first(tail(job, 5, 25));
    nanos = RecentPages.LONGEST.toNanos() - 1;
    first(tail(job, 5, 25));
    assertThat(readings).hasSize(1);
    nanos++;
    first(tail(job, 5, 25));
    assertThat(readings).hasSize(2);
  }

  @Test
  void aPageThatTakesMoreThanAllMayIsNotKept() throws SQLException {
    LogLine line = new LogLine(1, LogLevel.INFO, "x".repeat((int) MOST), SettableClock.START);
    assertThat(pages.first(tail(job, 0, 1), () -> List.of(line))).containsExactly(line);
    assertThat(first(tail(job, 0, 1))).isEqualTo(lines(0, 1));
  }

  @Test
  void anotherCursorAnotherEndAndAnotherJobAreOtherPages() throws SQLException {
    Job other = JobSamples.aRunningJob(2, 1);
    other.takeLogIds(LAST);
    for (LogTail tail :
        List.of(tail(job, 5, 25), tail(job, 6, 25), tail(job, 5, 26), tail(other, 5, 25))) {
      assertThat(first(tail)).isEqualTo(lines(tail.from(), tail.to()));
    }
    assertThat(readings).containsExactly("1: 5-25", "1: 6-25", "1: 5-26", "2: 5-25");
  }

  @Test
  void aFullPageIsTheSameHoweverFarTheLogGoes() throws SQLException {
    assertThat(first(tail(job, 0, 1_500))).isEqualTo(lines(0, 1_000));
    assertThat(first(tail(job, 0, LAST))).isEqualTo(lines(0, 1_000));
    assertThat(readings).containsExactly("1: 0-1500");
  }

  @Test
  void nothingNewNeedsNoReadingAtAll() throws SQLException {
    assertThat(first(tail(job, LAST, LAST))).isEmpty();
    assertThat(readings).isEmpty();
  }

  @Test
  void aLogWithAGapIsReadAnew() throws SQLException {
    first(tail(job, 0, 10));
    job.leaveOut(new LineRange(3, 8));
    first(tail(job, 0, 10));
    first(tail(job, 0, 10));
    assertThat(readings).hasSize(3);
  }

  @Test
  void aFilteredPageIsReadAnew() throws SQLException {
    LogFilter warnings = new LogFilter(LogLevel.WARN, "");
    LogTail tail = new LogTail(job, 0, 10, Long.MAX_VALUE, warnings, Optional.empty());
    first(tail);
    first(tail);
    assertThat(readings).hasSize(2);
  }

  @Test
  void aPageThatLinesWereRemovedFromIsNotKept() throws SQLException {
    for (List<LogLine> page :
        List.of(
            List.<LogLine>of(),
            lines(0, 9),
            List.of(line(1, 0), line(3, 0)),
            List.of(line(1, 0), line(2, 2)))) {
      assertThat(pages.first(tail(job, 0, 2), () -> page)).isEqualTo(page);
    }
    assertThat(first(tail(job, 0, 2))).isEqualTo(lines(0, 2));
  }

  @Test
  void aFailureIsNotKept() throws SQLException {
    SQLException failure = new SQLException("gone");
    assertThatThrownBy(
            () ->
                pages.first(
                    tail(job, 0, 2),
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(first(tail(job, 0, 2))).isEqualTo(lines(0, 2));
  }
}
