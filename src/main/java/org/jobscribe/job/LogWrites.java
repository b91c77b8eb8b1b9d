package org.jobscribe.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jobscribe.database.DatabaseKind;
import org.jobscribe.database.SqlArrays;

/** Writes lines of logs on one connection. */
record LogWrites(Connection connection, DatabaseKind kind) {

  private static final String INSERT =
      "INSERT INTO job_log (job_id, log_id, level, message, created_at, left_out)";
  private static final String INSERT_ONE = INSERT + " VALUES (?, ?, ?, ?, ?, ?)";

  /** PostgreSQL takes a thousand lines as five lists in two thirds of the time of its batches. */
  private static final String INSERT_LISTS =
      INSERT + " SELECT ?, line.* FROM unnest(?, ?, ?, ?, ?) line";

  private static final String DELETE = "DELETE FROM job_log WHERE job_id = ? AND log_id = ?";

  void insert(long jobId, List<LogLine> lines) throws SQLException {
    switch (kind) {
      case DERBY -> insertOneByOne(jobId, lines);
      case POSTGRESQL -> insertLists(jobId, lines);
    }
  }

  private void insertOneByOne(long jobId, List<LogLine> lines) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_ONE)) {
      for (LogLine line : lines) {
        insert.setLong(1, jobId);
        insert.setLong(2, line.id());
        insert.setString(3, line.level().name());
        insert.setString(4, line.message());
        insert.setLong(5, line.creationDate().toEpochMilli());
        insert.setObject(6, leftOut(line), Types.BIGINT);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void insertLists(long jobId, List<LogLine> lines) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_LISTS)) {
      SqlArrays arrays = SqlArrays.exact(connection);
      insert.setLong(1, jobId);
      insert.setArray(2, arrays.numbers(lines, LogLine::id));
      insert.setArray(3, arrays.texts(lines, line -> line.level().name()));
      insert.setArray(4, arrays.texts(lines, LogLine::message));
      insert.setArray(5, arrays.numbers(lines, line -> line.creationDate().toEpochMilli()));
      insert.setArray(6, arrays.numbers(lines, LogWrites::leftOut));
      insert.executeUpdate();
    }
  }

  private static Long leftOut(LogLine line) {
    return line.standsForOthers() ? (Long) line.leftOut() : null;
  }

  /**
   * By their ids, one by one: Derby reads the whole table for a range.
   *
   * @param from inclusive
   * @param to inclusive
   */
  void delete(long jobId, long from, long to) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      for (long id = from; id <= to; id++) {
        delete.setLong(1, jobId);
        delete.setLong(2, id);
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }
}
