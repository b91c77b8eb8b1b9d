package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a node says of its health, with its database and without. */
class HealthIT {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Database database;
  private static Server server;
  private static JobscribeClient client;

  @BeforeAll
  static void aServerOnADatabaseThatCanBeStopped() {
    database = Database.ownPostgres();
    Map<String, String> environment = TestIssuer.TRUSTED.environment(database);
    environment.put("JOBSCRIBE_ENGINE_NODE", "node-1");
    server = Server.start("health", environment);
    client = JobscribeClient.of(server, TestIssuer.TRUSTED.token("VIEW"));
  }

  @AfterAll
  static void end() {
    server.close();
    database.stop();
  }

  @Test
  void aNodeThatRunsIsStartedReadyAndAlive() {
    JsonObject started = check("started", 200, "started");
    assertThat(started.getString("node")).startsWith("node-1");
    JsonObject stored = check("ready", 200, "database");
    assertThat(stored.getString("kind")).isEqualTo("POSTGRESQL");
    assertThat(stored.getString("storedSchema")).isEqualTo(stored.getString("schema"));
    assertThat(check("ready", 200, "engine").getString("node"))
        .isEqualTo(started.getString("node"));
    assertThat(check("live", 200, "no-deadlock").getString("deadlockedThreads")).isEqualTo("0");
    health("", 200);
  }

  @Test
  void withoutItsDatabaseANodeIsNotReadyButAliveAndHealsByItself() {
    database.stop();
    try {
      assertThat(check("ready", 503, "database").getString("problem")).isNotBlank();
      await("the engine misses its polls")
          .atMost(PATIENCE)
          .until(() -> statusOf(health("ready", 503), "engine").equals("DOWN"));
      health("live", 200);
      health("started", 200);
      assertTimeout(
          SOON, () -> Problems.assertIsProblem(client.get("/api/v1/jobs"), 503), "a 503 is quick");
    } finally {
      database.start();
    }
    await("the node is ready again")
        .atMost(PATIENCE)
        .until(() -> client.get("/health/ready").status() == 200);
    client.get("/api/v1/jobs").expect(200);
  }

  @Test
  void aSchemaThatIsOlderThanTheApplicationIsNotReadyAndANewerOneIs() {
    String own = check("ready", 200, "database").getString("schema");
    setVersion(own, "1.9");
    assertThat(check("ready", 503, "database").getString("storedSchema")).isEqualTo("1.9");
    setVersion("1.9", "1000");
    assertThat(check("ready", 200, "database").getString("storedSchema")).isEqualTo("1000");
    setVersion("1000", own);
  }

  private static void setVersion(String from, String to) {
    database.ask(
        connection -> {
          try (var update =
              connection.prepareStatement(
                  "UPDATE flyway_schema_history SET version = ? WHERE version = ?")) {
            update.setString(1, to);
            update.setString(2, from);
            return update.executeUpdate();
          }
        });
  }

  private static JsonObject check(String kind, int status, String name) {
    return find(health(kind, status), name).getJsonObject("data");
  }

  private static String statusOf(JsonObject health, String name) {
    return find(health, name).getString("status");
  }

  private static JsonObject find(JsonObject health, String name) {
    return health.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
        .filter(check -> check.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject health(String kind, int status) {
    Reply reply = client.anonymous().get("/health/" + kind).expect(status);
    assertThat(reply.json().getString("status")).isEqualTo(status == 200 ? "UP" : "DOWN");
    return reply.json();
  }
}
