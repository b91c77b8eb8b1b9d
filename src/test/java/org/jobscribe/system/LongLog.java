package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Makes logs long. */
public final class LongLog {

  private LongLog() {}

  /**
   * Lets a server make jobs in the empty database, and writes lines as if they had done so.
   *
   * @param lines how many job 1 has, job 2, and so on: at least 2
   */
  public static void write(Database database, int... lines) {
    try (Server server = Server.start("long-log", TestIssuer.TRUSTED.environment(database))) {
      JobscribeClient client = JobscribeClient.of(server, TestIssuer.TRUSTED.token("EDIT"));
      for (int job = 1; job <= lines.length; job++) {
        submitJob(job, client);
      }
    }
    for (int i = 0; i < lines.length; i++) {
      int job = i + 1;
      int count = lines[i];
      database.ask(connection -> appendLines(job, count, connection));
    }
  }

  private static void submitJob(int expected, JobscribeClient client) {
    int job =
        client
            .post("/api/v1/view/1/bulk-edit", "{\"bulkEditPackage\":{\"bulkEditItems\":[]}}")
            .expect(202)
            .json()
            .getJsonObject("payload")
            .getInt("id");
    assertThat(job).isEqualTo(expected);
    assertThat(client.awaitFinal(job).getJsonArray("logs")).hasSize(2);
  }

  private static Void appendLines(int job, int count, Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO job_log (job_id, log_id, level, message, created_at) VALUES (?, ?, 'INFO', ?, 0)");
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE job SET version = version + 1, next_log_id = ? WHERE id = ?")) {
      insert.setInt(1, job);
      for (int id = 3; id <= count; id++) {
        insert.setInt(2, id);
        insert.setString(3, "Changed attribute 2 for item " + id + " to a text of usual length");
        insert.addBatch();
        if (id % 5_000 == 0) {
          insert.executeBatch();
          connection.commit();
        }
      }
      insert.executeBatch();
      update.setInt(1, count + 1);
      update.setInt(2, job);
      update.executeUpdate();
    }
    connection.commit();
    return null;
  }
}
