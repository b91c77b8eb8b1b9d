package org.jobscribe.operations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The jobs that are not over, of all nodes, as the engine's table has them: its rows are theirs and
 * housekeeping's, so that finished jobs cost nothing.
 *
 * @param waiting no node works on them
 * @param running a node has them, or had them and died within the lease
 * @param oldestHeartbeat of those that are running
 */
record Backlog(long waiting, long running, Optional<Instant> oldestHeartbeat) {

  /** The instance "recurring" is housekeeping: db-scheduler's RecurringTask names it so. */
  private static final String SELECT =
      "SELECT picked, COUNT(*), MIN(last_heartbeat) FROM scheduled_tasks"
          + " WHERE task_instance <> 'recurring' GROUP BY picked";

  static Backlog read(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT);
        ResultSet row = select.executeQuery()) {
      Backlog backlog = new Backlog(0, 0, Optional.empty());
      while (row.next()) {
        backlog = row.getBoolean(1) ? backlog.withRunning(row) : backlog.withWaiting(row);
      }
      return backlog;
    }
  }

  private Backlog withWaiting(ResultSet row) throws SQLException {
    return new Backlog(row.getLong(2), running, oldestHeartbeat);
  }

  private Backlog withRunning(ResultSet row) throws SQLException {
    return new Backlog(waiting, row.getLong(2), Optional.of(Instant.ofEpochMilli(row.getLong(3))));
  }
}
