package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jobscribe.system.Database;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How soon a follower has a line: on the node that wrote it, on another one, and on another one
 * that hears no notifications.
 */
class FollowLatencyIT {

  private static final Logger LOG = System.getLogger(FollowLatencyIT.class.getName());

  /**
   * Far below the look at the rows once a second: news came by itself. The figure is a benchmark's.
   */
  private static final Duration AT_ONCE = Duration.ofMillis(150);

  /** The look, and what a busy machine needs. */
  private static final Duration AT_THE_NEXT_LOOK = Duration.ofMillis(2_500);

  private final AtomicInteger cut = new AtomicInteger();
  private static Database database;
  private static BusyNodes nodes;

  @BeforeAll
  static void twoNodes() {
    database = Database.ownPostgres();
    nodes = new BusyNodes(database, Server.SMALL_JVM);
  }

  @AfterAll
  static void end() {
    nodes.close();
    database.stop();
  }

  @Test
  void aFollowerHasTheLineAtOnceOnEveryNode() {
    report("same node", nodes.latencies(nodes.writer(), 40), AT_ONCE);
    report("another node", nodes.latencies(nodes.other(), 40), AT_ONCE);
  }

  @Test
  void withoutNotificationsItHasItAtTheNextLook() {
    ScheduledExecutorService saboteur = Executors.newSingleThreadScheduledExecutor();
    try {
      ScheduledFuture<?> sabotage =
          saboteur.scheduleWithFixedDelay(this::cutListeners, 0, 50, TimeUnit.MILLISECONDS);
      await("a listener is cut off").until(() -> cut.get() > 0);
      report(
          "another node, no notifications", nodes.latencies(nodes.other(), 10), AT_THE_NEXT_LOOK);
      assertThat(sabotage.isDone()).as("it failed").isFalse();
    } finally {
      saboteur.shutdownNow();
    }
  }

  private void cutListeners() {
    cut.addAndGet(database.ask(FollowLatencyIT::cutListeners));
  }

  /** How many there were. */
  private static int cutListeners(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query IN ('LISTEN jobscribe_job', 'SELECT 1')")) {
      count.next();
      return count.getInt(1);
    }
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
