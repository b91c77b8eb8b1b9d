package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the log of job 1 long. */
public final class LongLog {

  private LongLog() {}

  /** Lets a server make job 1 in the empty database, and writes lines as if the job had done so. */
  public static void write(int lines, Database database) {
    try (Server server = Server.start("long-log", database.environment())) {
      submitJob(JobscribeClient.of(server, server.token()));
    }
    database.ask(connection -> appendLines(lines, connection));
  }

  private static void submitJob(JobscribeClient client) {
    int job =
        client
            .post("/api/v1/view/1/bulk-edit", "{\"bulkEditPackage\":{\"bulkEditItems\":[]}}")
            .expect(202)
            .json()
            .getJsonObject("payload")
            .getInt("id");
    assertThat(job).isEqualTo(1);
    assertThat(client.awaitFinal(job).getJsonArray("logs")).hasSize(2);
  }

  private static Void appendLines(int lines, Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO job_log (job_id, log_id, level, message, created_at) VALUES (1, ?, 'INFO', ?, 0)");
        Statement update = connection.createStatement()) {
      for (int id = 3; id <= lines; id++) {
        insert.setInt(1, id);
        insert.setString(2, "Changed attribute 2 for item " + id + " to a text of usual length");
        insert.addBatch();
        if (id % 5_000 == 0) {
          insert.executeBatch();
          connection.commit();
        }
      }
      insert.executeBatch();
      update.execute("UPDATE job SET version = version + 1, next_log_id = " + (lines + 1));
    }
    connection.commit();
    return null;
  }
}
