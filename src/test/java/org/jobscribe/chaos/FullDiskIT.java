package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Server;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * PostgreSQL refuses to write lines, as it does when its disk is full, or cuts each statement off
 * that does: the job waits, its log stays as it is, and both go on when there is room again.
 */
class FullDiskIT {

  private static final int ITEMS = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String FULL =
      """
      CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN RAISE EXCEPTION USING ERRCODE = ''%s'', MESSAGE = ''No space left''; END';
      CREATE TRIGGER full_disk BEFORE INSERT ON job_log EXECUTE FUNCTION no_room();""";
  private static final String ROOM = "DROP TRIGGER full_disk ON job_log; DROP FUNCTION no_room";

  @ParameterizedTest
  @ValueSource(strings = {"53100", "57014"})
  void theJobWaitsAndSaysNothingThatIsNotSo(String state) {
    Database database = Database.postgres();
    try (Nodes nodes = new Nodes(database)) {
      Server node = nodes.start("eight");
      JobscribeClient client = Nodes.client(node);
      Catalogue catalogue = Catalogue.of(ITEMS, client);
      int job = catalogue.submitEdit("new");
      await("job " + job + " has begun")
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> client.job(job).getInt("changed") > 0);

      database.ask(connection -> execute(connection, FULL.formatted(state)));
      await("the node says that it waits")
          .atMost(PATIENCE)
          .until(() -> node.log().matches("(?s).*Job " + job + " failed .* tried again in .*"));
      JsonObject stuck = client.details(job);
      assertThat(stuck.getJsonObject("job").getString("progress")).isEqualTo("IN_PROGRESS");
      int changed = stuck.getJsonObject("job").getInt("changed");
      assertThat(stuck.getJsonArray("logs")).hasSize(1 + 2 * changed);

      database.ask(connection -> execute(connection, ROOM));
      JsonObject details = client.awaitFinal(job);
      assertThat(Record.messages(details, "WARN")).isEmpty();
      Record.assertWhole(details, ITEMS, "Changed attribute \\d+ for item \\d+ to new");
      StoredJob.edit(job, catalogue, ITEMS).assertStored(database);
    }
  }

  private static Void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return null;
    }
  }
}
