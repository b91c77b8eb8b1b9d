package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jobscribe.system.Database;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Reply;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/**
 * A crowd of requests has every connection of a node for longer than its lease: the node lives, and
 * keeps its job.
 */
class CrowdedNodeIT {

  private static final int CROWD = 64;
  private static final int CONNECTIONS = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> NODE = Map.of("JOBSCRIBE_WAR", DrillWar.path());
  private static final String WAITING =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  private static final String HEARTBEAT =
      "SELECT last_heartbeat FROM scheduled_tasks WHERE task_instance = '%d'";

  private final Database database = Database.postgres();

  @Test
  void keepsItsJob() {
    ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
    try (Nodes nodes = new Nodes(database)) {
      nodes.start("crowded-1", NODE);
      nodes.start("crowded-2", NODE);
      JobscribeClient client = Nodes.client(nodes.other(""));
      client
          .post("/api/v1/drills", "{\"jobs\":[[\"slow\",\"slow\",\"slow\",\"slow\",\"slow\"]]}")
          .expect(204);
      int job = client.jobs().getJsonObject(0).getInt("id");
      await("the job runs")
          .atMost(PATIENCE)
          .until(() -> client.job(job).getString("progress").equals("IN_PROGRESS"));
      Server owner = nodes.get(nodes.ownerOf(job));

      List<CompletableFuture<Reply>> requests =
          database.ask(connection -> crowd(Nodes.client(owner), job, crowd, connection));

      requests.forEach(request -> request.join().expect(200));
      JsonObject details = client.awaitFinal(job);
      assertThat(details.getJsonObject("job").getString("outcome")).isEqualTo("SUCCEEDED");
      assertThat(Record.messages(details, "WARN")).isEmpty();
    } finally {
      crowd.shutdownNow();
    }
  }

  /** Has them all wait for a table, until the owner has said twice a lease later that it lives. */
  private List<CompletableFuture<Reply>> crowd(
      JobscribeClient owner, int job, ExecutorService threads, Connection connection)
      throws SQLException {
    connection.setAutoCommit(false);
    try (Statement lock = connection.createStatement()) {
      lock.execute("LOCK TABLE catalogue_view IN ACCESS EXCLUSIVE MODE");
    }
    List<CompletableFuture<Reply>> requests =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> owner.get("/api/v1/views"), threads))
            .limit(CROWD)
            .toList();
    await("the crowd has every connection")
        .atMost(PATIENCE)
        .until(() -> number(WAITING) >= CONNECTIONS - 1); // the job's chunk may have one
    long since = System.currentTimeMillis();
    await("the owner says that it lives")
        .atMost(Duration.ofSeconds(3L * Nodes.LEASE))
        .until(() -> number(HEARTBEAT.formatted(job)) > since + 2_000L * Nodes.LEASE);
    connection.rollback();
    return requests;
  }

  private long number(String select) {
    return database.ask(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(select)) {
            row.next();
            return row.getLong(1);
          }
        });
  }
}
