package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes that keep jobs for a day, and jobs that are made to look older than that. */
class RetentionNodesIT {

  private static final int READERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Some times the pause between two looks, and shorter than a server waits for a lock. */
  private static final Duration BOTH_LOOK = Duration.ofSeconds(5);

  private static final Pattern REMOVED =
      Pattern.compile("Removed ([0-9,]+) jobs that ended before \\S+ and ([0-9,]+) lines");

  /** Sessions that wait for a lock, but for those of the engine's own table. */
  private static final String WAITING =
      "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ~* 'job'";

  private static final Database DATABASE = Database.postgres();
  private static Server first;
  private static Server second;
  private static JobscribeClient client;

  @BeforeAll
  static void twoNodes() {
    first = node("keeper-1");
    second = node("keeper-2");
    client = JobscribeClient.of(first, token());
  }

  private static Server node(String name) {
    Map<String, String> environment = TestIssuer.TRUSTED.environment(DATABASE);
    environment.put("JOBSCRIBE_RETENTION_JOBS", "P1D");
    environment.put("JOBSCRIBE_RETENTION_PAUSE", "PT1S");
    return Server.start(name, environment);
  }

  private static String token() {
    return TestIssuer.TRUSTED.token("VIEW", "EDIT", "ADMIN");
  }

  @AfterAll
  static void end() {
    Each.of(Arrays.asList(first, second), Server::close);
  }

  @Test
  void eachJobIsRemovedByOneNodeOnce() {
    List<Integer> jobs = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      jobs.add(finishedJob(100));
    }
    int young = finishedJob(1);
    // Not sooner: the removal before this test may be told a moment after its rows are gone.
    long jobsBefore = removed(1);
    long linesBefore = removed(2);
    age(jobs);
    await("the jobs are removed")
        .atMost(PATIENCE)
        .until(() -> ask("SELECT COUNT(*) FROM job WHERE ended_at = 0") == 0);
    await("both nodes have said what they did")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(removed(1) - jobsBefore).isEqualTo(30));
    assertThat(removed(2) - linesBefore).isEqualTo(30 * 102);
    assertThat(client.details(young).getJsonArray("logs")).hasSize(3);
    assertThat(
            ask(
                "SELECT COUNT(*) FROM job_log l LEFT JOIN job j ON j.id = job_id WHERE j.id IS NULL"))
        .isZero();
  }

  /** The row of a line that is locked holds the node that removes the job. */
  @Test
  void oneNodeAtATimeRemoves() {
    int job = finishedJob(1);
    DATABASE.ask(connection -> assertOneNodeWaits(connection, job));
    await("the job is removed")
        .atMost(PATIENCE)
        .until(() -> ask("SELECT COUNT(*) FROM job WHERE id = " + job) == 0);
  }

  private static Void assertOneNodeWaits(Connection holder, int job) throws SQLException {
    holder.setAutoCommit(false);
    execute(holder, "UPDATE job_log SET level = level WHERE job_id = " + job);
    age(List.of(job));
    await("a node waits for the lock").atMost(PATIENCE).until(() -> ask(WAITING) > 0);
    await("the other node leaves the jobs alone")
        .during(BOTH_LOOK)
        .atMost(PATIENCE)
        .failFast("both nodes remove at once", () -> ask(WAITING) > 1)
        .until(() -> ask(WAITING) == 1);
    holder.rollback();
    return null;
  }

  @Test
  void aReaderGetsTheWholeLogOrNone() throws Exception {
    int job = finishedJob(20_000);
    ExecutorService threads = Executors.newFixedThreadPool(READERS);
    CountDownLatch haveTried = new CountDownLatch(READERS);
    try {
      Callable<Integer> reader = () -> readUntilRemoved(job, haveTried);
      List<Future<Integer>> readers = new ArrayList<>();
      for (Callable<Integer> each : Collections.nCopies(READERS, reader)) {
        readers.add(threads.submit(each));
      }
      assertThat(haveTried.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      age(List.of(job));
      for (Future<Integer> whole : readers) {
        assertThat(whole.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS)).isPositive();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** How often the reader got the log; each time all of it, or a reply that broke off. */
  private static int readUntilRemoved(int job, CountDownLatch haveTried) {
    int whole = 0;
    Instant end = Instant.now().plus(PATIENCE);
    for (boolean isThere = firstRead(job, haveTried); isThere; isThere = read(job)) {
      whole++;
      assertThat(Instant.now()).as("a job of age is removed").isBefore(end);
    }
    return whole;
  }

  private static boolean firstRead(int job, CountDownLatch haveTried) {
    try {
      return read(job);
    } finally {
      haveTried.countDown();
    }
  }

  /** Whether the job is there; if so, with all of its log. */
  private static boolean read(int job) {
    String path = "/api/v1/job/" + job + "/details";
    Reply reply = client.get(path);
    if (reply.status() == 404) {
      return false;
    }
    try {
      JsonObject payload = reply.expect(200).json().getJsonObject("payload");
      assertThat(payload.getJsonArray("logs"))
          .extracting(line -> line.asJsonObject().getInt("id"))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 20_002).boxed().toList());
      return true;
    } catch (JsonException brokenOff) {
      assertThat(client.get(path).status()).isEqualTo(404);
      return false;
    }
  }

  @Test
  void aReplyWhoseLinesVanishBreaksOff() throws Exception {
    int job = finishedJob(1);
    execute(
        "INSERT INTO job_log (job_id, log_id, level, message, created_at) SELECT %d, id, 'INFO', '%s', 0 FROM generate_series(4, 100000) id"
            .formatted(job, "Line ".repeat(50)));
    execute("UPDATE job SET version = version + 1, next_log_id = 100001 WHERE id = " + job);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(second.url() + "/api/v1/job/" + job + "/details"))
            .header("x-auth-jwt", token())
            .build();
    try (InputStream body = Http.send(request, BodyHandlers.ofInputStream()).body()) {
      assertThat(Http.read(1_000, body)).hasSize(1_000);
      age(List.of(job));
      await("no line is left")
          .atMost(PATIENCE)
          .until(() -> ask("SELECT COUNT(*) FROM job_log WHERE job_id = " + job) == 0);
      assertThat(new String(Http.read(Integer.MAX_VALUE, body), StandardCharsets.UTF_8))
          .as("the end that a whole reply has")
          .doesNotContain("\"tail\":");
    }
  }

  private static int finishedJob(int items) {
    int job = Catalogue.of(0, client).submitImport(items).getInt("id");
    client.awaitFinal(job);
    return job;
  }

  private static void age(List<Integer> jobs) {
    String ids = String.join(", ", jobs.stream().map(String::valueOf).toList());
    execute("UPDATE job SET ended_at = 0 WHERE id IN (" + ids + ")");
  }

  private static void execute(String sql) {
    DATABASE.ask(connection -> execute(connection, sql));
  }

  private static int execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static long ask(String question) {
    return DATABASE.ask(connection -> ask(connection, question));
  }

  private static long ask(Connection connection, String question) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** What both nodes have told in their logs, added up. */
  private static long removed(int group) {
    return REMOVED
        .matcher(first.log() + second.log())
        .results()
        .map(told -> number(told, group))
        .reduce(0L, Long::sum);
  }

  private static long number(MatchResult told, int group) {
    return Long.parseLong(told.group(group).replace(",", ""));
  }
}
