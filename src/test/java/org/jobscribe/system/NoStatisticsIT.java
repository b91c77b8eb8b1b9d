package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL knows nothing yet of a table that was just filled, and would rather read all of it: a
 * job reads what it works on all the same.
 */
class NoStatisticsIT {

  private static final int ITEMS = 10_000;

  /**
   * Each item and each value is read by the job, and looked up once for each key that refers to it.
   */
  private static final int MOST_READS = 10;

  @Test
  void aJobReadsOnlyWhatItWorksOn() {
    Database database = Database.postgres();
    Map<String, String> environment = new HashMap<>(database.environment());
    environment.putAll(TestIssuer.TRUSTED.environment());
    try (Server server = Server.start("no-statistics", environment)) {
      database.ask(NoStatisticsIT::forgoStatistics);
      JobscribeClient client =
          JobscribeClient.of(server, TestIssuer.TRUSTED.token("VIEW", "EDIT", "ADMIN"));
      int job = Catalogue.of(ITEMS, client).submitEdit("new");
      assertThat(client.awaitFinal(job).getJsonObject("job").getInt("changed")).isEqualTo(ITEMS);
    } // a connection tells what it has read at its end
    assertThat(database.ask(NoStatisticsIT::rowsRead)).isBetween(ITEMS, MOST_READS * ITEMS);
  }

  private static Void forgoStatistics(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE item SET (autovacuum_enabled = FALSE)");
      statement.execute("ALTER TABLE item_value SET (autovacuum_enabled = FALSE)");
      return null;
    }
  }

  private static int rowsRead(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT SUM(seq_tup_read + idx_tup_fetch) FROM pg_stat_user_tables WHERE relname IN ('item', 'item_value')")) {
      row.next();
      return row.getInt(1);
    }
  }
}
