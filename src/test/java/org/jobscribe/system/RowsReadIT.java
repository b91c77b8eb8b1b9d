package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL reads what is asked for, and not all that there is: of tables that were just filled,
 * of which it knows nothing yet, and when it has been asked often enough to keep a plan.
 */
class RowsReadIT {

  private static final int ITEMS = 10_000;
  private static final int JOBS = 20_000;
  private static final int LISTS = 20;

  /**
   * Each item and each value is read by the job, and looked up once for each key that refers to it.
   */
  private static final int MOST_READS = 10;

  @Test
  void onlyWhatIsAskedFor() {
    Database database = Database.postgres();
    try (Server server = Server.start("rows-read", TestIssuer.TRUSTED.environment(database))) {
      database.ask(RowsReadIT::forgoStatistics);
      JobscribeClient client =
          JobscribeClient.of(server, TestIssuer.TRUSTED.token("VIEW", "EDIT", "ADMIN"));
      int job = Catalogue.of(ITEMS, client).submitEdit("new");
      assertThat(client.awaitFinal(job).getJsonObject("job").getInt("changed")).isEqualTo(ITEMS);
      database.ask(RowsReadIT::addJobs);
      for (int i = 0; i < LISTS; i++) {
        for (String none : List.of("progress=SCHEDULED", "submitter=nobody", "type=None")) {
          assertThat(client.get("/api/v1/jobs?" + none).expect(200).json().getJsonArray("payload"))
              .isEmpty();
        }
      }
    } // a connection tells what it has read at its end
    assertThat(rowsRead("'item', 'item_value'", database)).isBetween(ITEMS, MOST_READS * ITEMS);
    assertThat(rowsRead("'job'", database)).isBetween(1, JOBS);
  }

  private static Void forgoStatistics(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE item SET (autovacuum_enabled = FALSE)");
      statement.execute("ALTER TABLE item_value SET (autovacuum_enabled = FALSE)");
      return null;
    }
  }

  private static Void addJobs(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          ("INSERT INTO job (version, name, description, status, created_at, progress, updated_at, type, parameters,"
                  + " submitter, total, changed, unchanged, failed, first_log_id, next_log_id, attempt, cancel_requested)"
                  + " SELECT 1, 'n', 'd', 'ENABLED', id, 'COMPLETED', id, 'T', '{}', 's', 0, 0, 0, 0, 1, 1, 1, FALSE"
                  + " FROM generate_series(1, %d) id")
              .formatted(JOBS));
      statement.execute("ANALYZE job");
      return null;
    }
  }

  private static int rowsRead(String tables, Database database) {
    return database.ask(connection -> rowsRead(tables, connection));
  }

  private static int rowsRead(String tables, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT SUM(seq_tup_read + idx_tup_fetch) FROM pg_stat_user_tables WHERE relname IN (%s)"
                    .formatted(tables))) {
      row.next();
      return row.getInt(1);
    }
  }
}
