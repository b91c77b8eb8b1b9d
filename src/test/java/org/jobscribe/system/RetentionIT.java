package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Jobs are removed some seconds after their end. */
abstract class RetentionIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ONE_BAD_ROW = "id,name\n1,One\nx,Bad\n";

  private final Database database;

  RetentionIT(Database database) {
    this.database = database;
  }

  private Server start() {
    Map<String, String> environment = TestIssuer.TRUSTED.environment(database);
    environment.put("JOBSCRIBE_RETENTION_JOBS", "PT5S");
    environment.put("JOBSCRIBE_RETENTION_PAUSE", "PT1S");
    return Server.start("retention", environment);
  }

  @Test
  void aJobGoesWithAllThatBelongsToItAndOneWhoseKeyCountsStays() {
    int kept;
    try (Server server = start()) {
      JobscribeClient client =
          JobscribeClient.of(server, TestIssuer.TRUSTED.token("VIEW", "EDIT", "ADMIN"));
      int id = submitImport(client);
      assertThat(client.awaitFinal(id).getJsonObject("job").getString("outcome"))
          .isEqualTo("PARTIAL");
      kept = retry(client, id);
      assertThat(client.job(kept).getInt("retryOf")).isEqualTo(id);
      int large = Catalogue.of(0, client).submitImport(3_000).getInt("id");
      client.awaitFinal(large);

      awaitRemoval(client, id);
      awaitRemoval(client, large);
      for (String path : List.of("", "/details", "/details/1", "/items?outcome=failed")) {
        assertThat(client.get("/api/v1/job/" + id + path).expect(404).json().getString("detail"))
            .isEqualTo("There is no job " + id);
      }
      client.raw("DELETE", "/api/v1/job/" + id, Map.of(), "").expect(404);
      client.post("/api/v1/job/" + id + "/retry", "").expect(404);
      assertThat(ids(client)).doesNotContain(id, large).contains(kept);
      assertThat(client.job(kept).isNull("retryOf")).isTrue();
      assertThat(client.awaitFinal(kept).getJsonArray("logs")).hasSize(3);
      assertThat(retry(client, id)).as("the same key, the same job").isEqualTo(kept);
      assertThat(server.log())
          .containsPattern("INFO.* Removed [12] jobs that ended before .*, and ");
    }
    for (String table : List.of("job_log", "job_input", "job_outcome", "idempotency_key")) {
      assertThat(jobsIn(table)).as(table).containsOnly(kept);
    }
  }

  private static int submitImport(JobscribeClient client) {
    byte[] csv = ONE_BAD_ROW.getBytes(StandardCharsets.UTF_8);
    return client.importCsv(1, new ByteArrayInputStream(csv)).getInt("id");
  }

  /** The key of the retry counts for a day. */
  private static int retry(JobscribeClient client, int id) {
    return client
        .raw("POST", "/api/v1/job/" + id + "/retry", Map.of("Idempotency-Key", "again"), "")
        .expect(202)
        .json()
        .getJsonObject("payload")
        .getInt("id");
  }

  private static void awaitRemoval(JobscribeClient client, int id) {
    await("job " + id + " is removed")
        .atMost(PATIENCE)
        .until(() -> client.get("/api/v1/job/" + id).status() == 404);
  }

  private static List<Integer> ids(JobscribeClient client) {
    return client.jobs().getValuesAs(JsonObject.class).stream()
        .map(job -> job.getInt("id"))
        .toList();
  }

  private List<Integer> jobsIn(String table) {
    return database.ask(connection -> jobsIn(connection, table));
  }

  private static List<Integer> jobsIn(Connection connection, String table) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("SELECT DISTINCT job_id FROM " + table)) {
      List<Integer> ids = new ArrayList<>();
      while (row.next()) {
        ids.add(row.getInt(1));
      }
      return ids;
    }
  }
}
