package org.jobscribe.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Makes more jobs of those that are there. */
final class JobCopies {

  private JobCopies() {}

  /** So many more, without their logs. */
  static Void add(int count, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String columns = columns(statement);
      for (int missing = count; missing > 0; ) {
        missing -=
            statement.executeUpdate(
                "INSERT INTO job (%s) SELECT %s FROM job ORDER BY id FETCH FIRST %d ROWS ONLY"
                    .formatted(columns, columns, missing));
      }
    }
    return null;
  }

  /**
   * So many more, each with the first lines of job 1.
   *
   * @return the first one's id, which the others' follow
   */
  static long addWithLogs(int count, int lines, Connection connection) throws SQLException {
    long before = id("MAX(id)", "id > 0", connection);
    add(count, connection);
    String isNew = "id > " + before;
    long first = id("MIN(id)", isNew, connection);
    if (id("MAX(id)", isNew, connection) - first != count - 1) {
      throw new IllegalStateException("The ids of %d new jobs have gaps".formatted(count));
    }
    try (PreparedStatement copy =
            connection.prepareStatement(
                "INSERT INTO job_log (job_id, log_id, level, message, created_at)"
                    + " SELECT job.id, log_id, level, message, job_log.created_at FROM job_log, job"
                    + " WHERE job_id = 1 AND log_id <= ? AND job.id >= ?"
                    + " ORDER BY job.id, log_id"); // lines of one job lie together
        PreparedStatement update =
            connection.prepareStatement("UPDATE job SET next_log_id = ? WHERE id >= ?")) {
      copy.setInt(1, lines);
      copy.setLong(2, first);
      copy.executeUpdate();
      update.setInt(1, lines + 1);
      update.setLong(2, first);
      update.executeUpdate();
    }
    return first;
  }

  private static long id(String which, String of, Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet id = select.executeQuery("SELECT %s FROM job WHERE %s".formatted(which, of))) {
      id.next();
      return id.getLong(1);
    }
  }

  /** Every column but the id, which the database gives. */
  private static String columns(Statement statement) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet job = statement.executeQuery("SELECT * FROM job")) {
      for (int i = 1; i <= job.getMetaData().getColumnCount(); i++) {
        columns.add(job.getMetaData().getColumnName(i));
      }
    }
    columns.removeIf("id"::equalsIgnoreCase);
    return String.join(", ", columns);
  }
}
