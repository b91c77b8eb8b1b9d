package org.jobscribe.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jobscribe.database.JobscribeDataSource;
import org.jobscribe.database.Migrations;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Jobs of a time, in an embedded database in memory: job n was created in minute n. */
class JobListTest {

  private static final JobscribeDataSource DATABASE = new JobscribeDataSource();
  private static final Instant START = Instant.parse("2020-03-16T03:57:23.456Z");
  private static final int JOBS = 200;

  /** Made by a node whose clock is three minutes behind, and three minutes ahead. */
  private static final int LATE = 100;

  private static final int EARLY = 150;
  private static final Duration WRONG = Duration.ofMinutes(3);

  private final JobList list = new JobList(DATABASE);

  @BeforeAll
  static void makeJobs() throws SQLException {
    DATABASE.setUrl("jdbc:derby:memory:job-list;create=true");
    Migrations.run(
        DATABASE,
        "V1__jobs",
        "V3__outcomes",
        "V5__retention",
        "V6__lists",
        "V7__list_filters",
        "V8__job_dates");
    try (Connection connection = DATABASE.getConnection();
        Statement statement = connection.createStatement()) {
      for (int job = 1; job <= JOBS; job++) {
        statement.execute(
            ("INSERT INTO job (version, name, description, status, created_at, progress, updated_at, type, parameters,"
                    + " submitter, total, changed, unchanged, failed, first_log_id, next_log_id, attempt, cancel_requested)"
                    + " VALUES (0, 'n', 'd', 'ENABLED', %d, 'SCHEDULED', 0, 'T', '{}', 'me', 0, 0, 0, 0, 1, 1, 0, FALSE)")
                .formatted(creation(job).toEpochMilli()));
      }
    }
  }

  private static Instant creation(int job) {
    Instant right = START.plus(Duration.ofMinutes(job));
    return job == LATE ? right.minus(WRONG) : job == EARLY ? right.plus(WRONG) : right;
  }

  private List<Long> ids(String submitter, Optional<Instant> from, Optional<Instant> to, int max) {
    JobQuery query = new JobQuery(Set.of(), "", submitter, "", from, to, Long.MAX_VALUE);
    return list.newest(query, max).stream().map(Job::id).toList();
  }

  private static List<Long> expected(Optional<Instant> from, Optional<Instant> to, int max) {
    return IntStream.rangeClosed(1, JOBS)
        .map(n -> JOBS + 1 - n)
        .filter(n -> from.stream().allMatch(start -> !creation(n).isBefore(start)))
        .filter(n -> to.stream().allMatch(end -> creation(n).isBefore(end)))
        .limit(max)
        .mapToObj(Long::valueOf)
        .toList();
  }

  @Test
  void jobsOfATimeAreFoundWhateverTheNodesClocks() {
    for (int minute = -5; minute <= JOBS + 5; minute++) {
      Optional<Instant> from = Optional.of(START.plus(Duration.ofMinutes(minute)));
      Optional<Instant> to = from.map(start -> start.plus(Duration.ofMinutes(7)));
      for (String submitter : List.of("", "me")) {
        assertThat(ids(submitter, from, to, JOBS)).isEqualTo(expected(from, to, JOBS));
        assertThat(ids(submitter, from, Optional.empty(), JOBS))
            .isEqualTo(expected(from, Optional.empty(), JOBS));
        assertThat(ids(submitter, Optional.empty(), to, 20))
            .isEqualTo(expected(Optional.empty(), to, 20));
      }
    }
  }

  @Test
  void nobodyElsesJobsAreFound() {
    assertThat(ids("nobody", Optional.empty(), Optional.empty(), JOBS)).isEmpty();
  }
}
