package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;
import org.jobscribe.system.EventStream;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How soon a follower has a line: on the node that wrote it, on another one, and on another one
 * that hears no notifications. Measured from before the request that has the line written, so the
 * request and its transaction count too.
 */
class FollowLatencyIT {

  private static final Logger LOG = System.getLogger(FollowLatencyIT.class.getName());

  /** Well below the look at the rows once a second: news came by itself. */
  private static final Duration AT_ONCE = Duration.ofMillis(500);

  /** The look, and what a busy machine needs. */
  private static final Duration AT_THE_NEXT_LOOK = Duration.ofSeconds(5);

  private static Database database;
  private static JobscribeClient writer;
  private static JobscribeClient other;
  private static final List<Server> NODES = new ArrayList<>();

  @BeforeAll
  static void twoNodes() {
    database = Database.ownPostgres();
    writer = node("latency-1");
    other = node("latency-2");
    keepBusy();
  }

  /** Each node runs one job at a time, of items that take two seconds: all others wait. */
  private static void keepBusy() {
    String items = "[" + String.join(",", Collections.nCopies(150, "\"slow\"")) + "]";
    writer.post("/api/v1/drills", "{\"jobs\":[%1$s,%1$s]}".formatted(items)).expect(204);
    await("both nodes are busy")
        .until(
            () ->
                writer
                        .get("/api/v1/jobs?progress=IN_PROGRESS")
                        .expect(200)
                        .json()
                        .getJsonArray("payload")
                        .size()
                    == 2);
  }

  private static JobscribeClient node(String name) {
    Map<String, String> environment = new HashMap<>(database.environment());
    environment.putAll(TestIssuer.TRUSTED.environment());
    environment.put("JOBSCRIBE_WAR", DrillWar.path());
    environment.put("JOBSCRIBE_ENGINE_THREADS", "1");
    NODES.add(Server.start(name, environment));
    return JobscribeClient.of(
        NODES.get(NODES.size() - 1), TestIssuer.TRUSTED.token("EDIT", "ADMIN"));
  }

  @AfterAll
  static void end() {
    NODES.forEach(Server::close);
    database.stop();
  }

  @Test
  void aFollowerHasTheLineAtOnceOnEveryNode() {
    report("same node", latencies(writer, 40), AT_ONCE);
    report("another node", latencies(other, 40), AT_ONCE);
  }

  @Test
  void withoutNotificationsItHasItAtTheNextLook() {
    ScheduledExecutorService saboteur = Executors.newSingleThreadScheduledExecutor();
    try {
      saboteur.scheduleWithFixedDelay(
          () -> database.ask(FollowLatencyIT::cutListeners), 0, 50, TimeUnit.MILLISECONDS);
      report("another node, no notifications", latencies(other, 10), AT_THE_NEXT_LOOK);
    } finally {
      saboteur.shutdownNow();
    }
  }

  private static Void cutListeners(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'");
    }
    return null;
  }

  /** Each job waits behind others, until it is cancelled: that writes its lines. */
  private static List<Duration> latencies(JobscribeClient followed, int times) {
    Catalogue catalogue = Catalogue.of(0, writer);
    List<Integer> jobs =
        IntStream.range(0, times).map(i -> catalogue.submitImport(1).getInt("id")).boxed().toList();
    List<EventStream> streams =
        jobs.stream().map(job -> followed.follow(job, "details/0")).toList();
    streams.forEach(stream -> stream.await("job"));
    List<Duration> latencies = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long since = System.nanoTime();
      writer.raw("DELETE", "/api/v1/job/" + jobs.get(i), Map.of(), "").expect(202);
      latencies.add(Duration.ofNanos(streams.get(i).await("log").received() - since));
      assertThat(streams.get(i).awaitEnd().lines()).containsExactly(1L, 2L);
    }
    return latencies;
  }

  private static void report(String what, List<Duration> latencies, Duration limit) {
    List<Duration> sorted = latencies.stream().sorted().toList();
    Duration median = sorted.get(sorted.size() / 2);
    LOG.log(
        Level.INFO,
        "Request to follower, {0}: median {1} ms, max {2} ms, {3} lines",
        what,
        median.toMillis(),
        sorted.get(sorted.size() - 1).toMillis(),
        sorted.size());
    assertThat(median).as(what).isLessThan(limit);
  }
}
