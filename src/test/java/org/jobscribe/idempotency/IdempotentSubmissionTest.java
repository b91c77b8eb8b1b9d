package org.jobscribe.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jobscribe.SettableClock;
import org.jobscribe.database.JobscribeDataSource;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobSamples;
import org.jobscribe.job.JobService;
import org.jobscribe.problem.KeyReused;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys and their lifetime, in an embedded database in memory. */
class IdempotentSubmissionTest {

  private static final JobscribeDataSource DATABASE = new JobscribeDataSource();
  private static final Duration LIFETIME = Duration.ofHours(24);

  private final SettableClock clock = new SettableClock();
  private final StoredKeys keys = new StoredKeys(DATABASE);
  private final StartedJobs jobs = new StartedJobs();
  private final IdempotentSubmission submissions =
      new IdempotentSubmission(keys, jobs, clock, new IdempotencySettings(LIFETIME));

  @BeforeAll
  static void makeTables() throws SQLException, IOException {
    DATABASE.setUrl("jdbc:derby:memory:idempotency;create=true");
    execute("CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.storage.pageSize', '4096')");
    execute("CREATE TABLE job (id BIGINT NOT NULL PRIMARY KEY)");
    for (String statement : migration().replaceAll("(?m)^--.*$", "").split(";")) {
      if (!statement.isBlank()) {
        execute(statement);
      }
    }
  }

  private static String migration() throws IOException {
    try (InputStream in =
        StoredKeys.class.getResourceAsStream("/db/migration/V4__idempotency.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @BeforeEach
  void removeAll() throws SQLException {
    execute("DELETE FROM job");
    assertThat(storedKeys()).isZero();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = ((DataSource) DATABASE).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long storedKeys() throws SQLException {
    try (Connection connection = ((DataSource) DATABASE).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM idempotency_key")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Starts jobs 1, 2, 3 … */
  private static final class StartedJobs extends JobService {
    private final Map<Long, Job> jobs = new HashMap<>();

    Job start() {
      Job job = JobSamples.aScheduledJob(jobs.size() + 1L, 1);
      try {
        execute("INSERT INTO job VALUES (" + job.id() + ")");
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
      jobs.put(job.id(), job);
      return job;
    }

    @Override
    public Job get(long jobId) {
      return jobs.get(jobId);
    }
  }

  private static KeyedRequest request(String caller, String key, String body) {
    return new KeyedRequest(caller, Optional.ofNullable(key), "PUT /items").withBody(body);
  }

  private long submit(KeyedRequest request) throws IOException {
    return submissions.once(request, jobs::start).id();
  }

  @Test
  void theSameRequestGetsTheSameJobUntilItsKeyExpires() throws IOException {
    KeyedRequest request = request("ann", "k", "body");
    assertThat(submit(request)).isEqualTo(1);
    clock.goOn(LIFETIME.minusMillis(1));
    assertThat(submit(request)).isEqualTo(1);
    clock.goOn(Duration.ofMillis(1));
    assertThat(submit(request)).isEqualTo(2);
    assertThat(submit(request)).isEqualTo(2);
  }

  @Test
  void anExpiredKeyMayGoToAnotherRequest() throws IOException {
    submit(request("ann", "k", "body"));
    clock.goOn(LIFETIME);
    assertThat(submit(request("ann", "k", "another body"))).isEqualTo(2);
  }

  @Test
  void withoutAKeyEveryRequestStartsAJob() throws IOException, SQLException {
    assertThat(submit(request("ann", null, "body"))).isEqualTo(1);
    assertThat(submit(request("ann", null, "body"))).isEqualTo(2);
    assertThat(storedKeys()).isZero();
  }

  @Test
  void aKeyBelongsToItsCaller() throws IOException {
    assertThat(submit(request("ann", "k", "body"))).isEqualTo(1);
    assertThat(submit(request("bob", "k", "body"))).isEqualTo(2);
    assertThat(submit(request("bob", "k", "body"))).isEqualTo(2);
  }

  @Test
  void anotherRequestWithTheKeyIsToldTheJobItBelongsTo() throws IOException {
    submit(request("ann", "k", "body"));
    assertThatThrownBy(() -> submit(request("ann", "k", "another body")))
        .isInstanceOf(KeyReused.class)
        .hasMessage(
            "Idempotency-Key 'k' belongs to job 1, which another request started; allowed is that request again, or a new key");
  }

  @Test
  void expiredKeysAreRemovedInBatchesByWhoeverSubmitsNext() throws IOException, SQLException {
    for (int i = 0; i < StoredKeys.BATCH + 1; i++) {
      submit(request("ann", "key " + UUID.randomUUID(), "body"));
    }
    clock.goOn(LIFETIME);
    submit(request("ann", "first", "body"));
    assertThat(storedKeys()).isEqualTo(2);
    submit(request("ann", "second", "body"));
    assertThat(storedKeys()).isEqualTo(2);
  }

  @Test
  void aKeyGoesWithItsJob() throws IOException, SQLException {
    submit(request("ann", "k", "body"));
    execute("DELETE FROM job WHERE id = 1");
    assertThat(submit(request("ann", "k", "body"))).isEqualTo(2);
  }

  @Test
  void theLongestCallerAndKeyFit() throws IOException {
    KeyedRequest longest = request("\u20AC".repeat(300), "k".repeat(200), "b".repeat(1_000_000));
    assertThat(submit(longest)).isEqualTo(1);
    assertThat(submit(longest)).isEqualTo(1);
  }

  /** Gives no lock for so many tries, each of which takes so long. */
  private IdempotentSubmission.Submission busy(int tries, Duration each) {
    int[] left = {tries};
    return () -> {
      if (left[0]-- > 0) {
        clock.goOn(each);
        throw new PersistenceException(new SQLException("no lock", "40XL1"));
      }
      return jobs.start();
    };
  }

  @Test
  void aSubmissionWaitsForTheRowThatHasTheNextId() throws IOException {
    assertThat(submissions.once(request("ann", null, "body"), busy(3, Duration.ofSeconds(1))).id())
        .isEqualTo(1);
  }

  @Test
  void aSubmissionWaitsNoLongerThanForOtherLocks() {
    assertThatThrownBy(
            () -> submissions.once(request("ann", null, "body"), busy(1, Duration.ofSeconds(11))))
        .hasRootCauseMessage("no lock");
  }
}
