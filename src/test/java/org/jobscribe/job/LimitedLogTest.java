package org.jobscribe.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jobscribe.SettableClock;
import org.jobscribe.Told;
import org.jobscribe.database.DatabaseKind;
import org.jobscribe.database.JobscribeDataSource;
import org.jobscribe.database.Migrations;
import org.jobscribe.database.Schema;
import org.jobscribe.problem.NotFound;
import org.jobscribe.problem.Violation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A log that is cut in its middle while it is read, in an embedded database in memory. Line n says
 * "Line n".
 */
class LimitedLogTest {

  private static final JobscribeDataSource DATABASE = new JobscribeDataSource();
  private static final long ALL = Long.MAX_VALUE;
  private static final int MAX = 100;

  private final Job job = JobSamples.aRunningJob(1, 1);
  private final JobLog log = new JobLog(DATABASE, new DerbySchema(), new Told(), new LogLimit(MAX));
  private boolean isRemoved;
  private final JobService jobs =
      new JobService() {
        @Override
        public List<LogLine> lines(LogTail tail, long after, int max) {
          return log.lines(tail.job().id(), after, tail.to(), tail.filter(), max);
        }

        @Override
        public boolean hasLine(long jobId, long id) {
          return log.lines(jobId, id - 1, id, LogFilter.NONE, 1).stream()
              .anyMatch(line -> !line.standsForOthers());
        }

        @Override
        public Job get(long jobId) {
          if (isRemoved) {
            throw new NotFound(Violation.inPath("jobId", "1", "removed"));
          }
          return job;
        }
      };

  private static final class DerbySchema extends Schema {
    @Override
    public DatabaseKind kind() {
      return DatabaseKind.DERBY;
    }
  }

  @BeforeAll
  static void makeTable() throws SQLException {
    DATABASE.setUrl("jdbc:derby:memory:limited-log;create=true");
    Migrations.run(DATABASE, "V1__jobs", "V3__outcomes", "V5__retention");
  }

  @BeforeEach
  void noLines() throws SQLException {
    execute("DELETE FROM job_log");
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = DATABASE.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void append(int count) {
    long first = job.lastLogId() + 1;
    log.append(
        job,
        LongStream.range(first, first + count)
            .mapToObj(id -> new LogEntry(LogLevel.INFO, "Line " + id, SettableClock.START))
            .toList());
  }

  private LogPages read(LogRequest request, int pageSize) {
    Job snapshot = JobSamples.copyOf(job);
    return new LogPages(jobs, jobs.tail(snapshot, request), pageSize);
  }

  private LogPages read(long after, long before, long newest, long limit) {
    return read(new LogRequest(after, before, newest, limit, LogFilter.NONE), 1_000);
  }

  private static List<Long> ids(List<LogLine> lines) {
    return lines.stream().map(LogLine::id).toList();
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 10, 11, 20, 29})
  void linesOfAnyNumberAreWrittenOnceEach(int count) {
    append(count);
    assertThat(read(0, ALL, ALL, ALL).next())
        .isEqualTo(
            LongStream.rangeClosed(1, count)
                .mapToObj(id -> new LogLine(id, LogLevel.INFO, "Line " + id, SettableClock.START))
                .toList());
  }

  @Test
  void theFirstAndTheNewestLinesAreKeptAndOneBetweenThem() {
    append(60);
    append(40);
    assertThat(ids(read(0, ALL, ALL, ALL).next())).isEqualTo(range(1, 100));
    append(1);
    append(399);
    LogPages pages = read(0, ALL, ALL, ALL);
    List<LogLine> lines = pages.next();
    assertThat(lines).hasSize(MAX);
    assertThat(ids(lines.subList(0, 50))).isEqualTo(range(1, 50));
    assertThat(ids(lines.subList(50, 100))).isEqualTo(range(451, 500));
    assertThat(lines.get(50).level()).isEqualTo(LogLevel.WARN);
    assertThat(lines.get(50).message())
        .isEqualTo("401 lines were left out here, 51 to 451, because the log became too long");
    assertThat(lines.get(51).message()).isEqualTo("Line 452");
    assertThat(pages.gap()).contains(new LineRange(51, 451));
    assertThat(pages.nextLogId()).isEqualTo(500);
  }

  @Test
  void whoIsWithinTheGapIsToldOfItsRestAndWhoIsBeyondOfNothing() {
    append(500);
    LogPages within = read(400, ALL, ALL, ALL);
    assertThat(ids(within.next())).isEqualTo(range(451, 500));
    assertThat(within.gap()).contains(new LineRange(401, 451));
    LogPages last = read(450, ALL, ALL, ALL);
    assertThat(ids(last.next())).isEqualTo(range(451, 500));
    assertThat(last.gap()).contains(new LineRange(451, 451));
    LogPages beyond = read(451, ALL, ALL, ALL);
    assertThat(ids(beyond.next())).isEqualTo(range(452, 500));
    assertThat(beyond.gap()).isEmpty();
  }

  @Test
  void aLimitCountsLinesAndNotIds() {
    append(500);
    LogPages head = read(40, ALL, ALL, 10);
    assertThat(ids(head.next())).isEqualTo(range(41, 50));
    assertThat(head.gap()).isEmpty();
    assertThat(ids(read(50, ALL, ALL, 3).next())).containsExactly(451L, 452L, 453L);
  }

  @Test
  void theNewestLinesArePagedBackwardsAcrossTheGap() {
    append(500);
    assertThat(ids(read(0, ALL, 50, ALL).next())).isEqualTo(range(451, 500));
    List<LogLine> across = read(0, ALL, 60, ALL).next();
    assertThat(ids(across.subList(0, 10))).isEqualTo(range(41, 50));
    assertThat(across).hasSize(60);
    LogPages within = read(0, 200, 5, ALL);
    assertThat(ids(within.next())).isEqualTo(range(46, 50));
    assertThat(within.gap()).contains(new LineRange(51, 199));
    LogPages nothing = read(60, 200, ALL, ALL);
    assertThat(nothing.next()).isEmpty();
    assertThat(nothing.gap()).contains(new LineRange(61, 199));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverIsLeftOutWhileItIsReadEachLineIsGivenOnceOrSaidToBeGone(int seed)
      throws SQLException {
    Random random = new Random(seed);
    int pageSize = 1 + random.nextInt(60);
    Reader reader = new Reader(LogFilter.NONE);
    for (int reply = 0; reply < 30; reply++) {
      append(random.nextInt(90));
      LogPages pages = read(reader.request(), pageSize);
      for (List<LogLine> page = pages.next(); !page.isEmpty(); page = pages.next()) {
        reader.take(page);
        append(random.nextInt(3) == 0 ? 1 + random.nextInt(80) : 0);
      }
      reader.end(pages);
    }
    reader.readToTheEnd();
    assertThat(reader.givenOrGone()).containsExactlyElementsOf(range(1, job.lastLogId()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aFilterHidesNoGap(int seed) throws SQLException {
    Random random = new Random(seed);
    Reader reader = new Reader(new LogFilter(LogLevel.INFO, "7"));
    for (int reply = 0; reply < 30; reply++) {
      append(random.nextInt(90));
      Job snapshot = JobSamples.copyOf(job);
      LogPages pages = new LogPages(jobs, jobs.tail(snapshot, reader.request()), 5);
      append(random.nextInt(2) == 0 ? random.nextInt(300) : 0); // between the job and its lines
      for (List<LogLine> page = pages.next(); !page.isEmpty(); page = pages.next()) {
        reader.take(page);
      }
      reader.end(pages);
    }
    reader.readToTheEnd();
    assertThat(reader.givenOrGone())
        .containsAll(
            range(1, job.lastLogId()).stream().filter(id -> ("" + id).contains("7")).toList());
  }

  @Test
  void linesThatARemovalHasTakenBreakTheReplyOff() throws SQLException {
    append(60);
    job.complete(SettableClock.START);
    LogPages pages = read(0, ALL, ALL, ALL);
    execute("DELETE FROM job_log WHERE log_id <= 10");
    assertThatThrownBy(pages::next).isInstanceOf(LogPages.LinesGone.class);
    isRemoved = true;
    assertThatThrownBy(read(0, ALL, ALL, ALL)::next).isInstanceOf(NotFound.class);
  }

  @Test
  void aReplyIsNotCutWhereNothingIsMissing() {
    append(500);
    LogPages pages = read(LogRequest.after(460), 10);
    List<LogLine> lines = new ArrayList<>(pages.next());
    append(19); // the tail that the reader still needs stays
    IntStream.range(0, 4).forEach(i -> lines.addAll(pages.next()));
    assertThat(ids(lines)).isEqualTo(range(461, 500));
    assertThat(pages.isCut()).isFalse();
  }

  /** After 0 lines are missing; after 39 there are as many as should be, but one is another's. */
  @ParameterizedTest
  @ValueSource(longs = {0, 39})
  void whatIsNotLeftOutForGoodIsNotSaidToBe(long after) throws Exception {
    append(60);
    try (Connection writer = DATABASE.getConnection();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      CompletableFuture<List<LogLine>> page = new CompletableFuture<>();
      try {
        statement.execute("DELETE FROM job_log WHERE log_id BETWEEN 21 AND 40");
        statement.execute("INSERT INTO job_log VALUES (1, 40, 'WARN', 'left out', 0, 20)");
        page.completeAsync(() -> read(after, ALL, ALL, ALL).next());
        await().until(() -> page.isDone() || isAnyoneWaiting());
      } finally {
        writer.rollback();
      }
      List<LogLine> lines = page.get(1, TimeUnit.MINUTES);
      assertThat(ids(lines)).isEqualTo(range(after + 1, 60));
      assertThat(lines).noneMatch(LogLine::standsForOthers);
    }
  }

  private static boolean isAnyoneWaiting() throws SQLException {
    try (Connection connection = DATABASE.getConnection();
        Statement select = connection.createStatement();
        ResultSet locks =
            select.executeQuery("SELECT 1 FROM SYSCS_DIAG.LOCK_TABLE WHERE state = 'WAIT'")) {
      return locks.next();
    }
  }

  /** Goes on from the last cursor, and checks what it gets. */
  private final class Reader {
    private final LogFilter filter;
    private final Set<Long> known = new TreeSet<>();
    private long cursor;
    private long last;

    Reader(LogFilter filter) {
      this.filter = filter;
    }

    LogRequest request() {
      return new LogRequest(cursor, ALL, ALL, ALL, filter);
    }

    void take(List<LogLine> page) {
      for (LogLine line : page) {
        assertThat(line.id()).isGreaterThan(last);
        if (!line.standsForOthers()) {
          assertThat(line.message()).isEqualTo("Line " + line.id());
          assertThat(known.add(line.id())).isTrue();
        }
        last = line.id();
      }
    }

    void end(LogPages pages) {
      pages.gap().ifPresent(gap -> known.addAll(range(gap.from(), gap.to())));
      cursor = pages.nextLogId();
      last = cursor;
    }

    void readToTheEnd() {
      LogPages pages = read(request(), 1_000);
      take(pages.next());
      end(pages);
      assertThat(cursor).isEqualTo(job.lastLogId());
    }

    Set<Long> givenOrGone() {
      return known;
    }
  }
}
