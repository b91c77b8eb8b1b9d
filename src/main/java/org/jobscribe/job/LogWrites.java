package org.jobscribe.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.List;
import org.jobscribe.database.DatabaseKind;
import org.jobscribe.database.SqlArrays;

/** Writes lines of logs on one connection. */
record LogWrites(Connection connection, DatabaseKind kind) {

  private static final String INSERT =
      "INSERT INTO job_log (job_id, log_id, level, message, created_at, left_out)";
  private static final String ROW = "(?, ?, ?, ?, ?, ?)";
  private static final int COLUMNS = 6;

  /** Derby takes ten rows a statement in seven eighths of the time of as many statements. */
  private static final int ROWS = 10;

  /** PostgreSQL takes a thousand lines as five lists in two thirds of the time of its batches. */
  private static final String INSERT_LISTS =
      INSERT + " SELECT ?, line.* FROM unnest(?, ?, ?, ?, ?) line";

  private static final String DELETE = "DELETE FROM job_log WHERE job_id = ? AND log_id = ?";

  void insert(long jobId, List<LogLine> lines) throws SQLException {
    switch (kind) {
      case DERBY -> insertRows(jobId, lines);
      case POSTGRESQL -> insertLists(jobId, lines);
    }
  }

  private void insertRows(long jobId, List<LogLine> lines) throws SQLException {
    int rest = lines.size() - lines.size() % ROWS;
    insertRows(jobId, lines.subList(0, rest), ROWS);
    insertRows(jobId, lines.subList(rest, lines.size()), 1);
  }

  /**
   * @param rows of one statement; the lines are a multiple
   */
  private void insertRows(long jobId, List<LogLine> lines, int rows) throws SQLException {
    if (lines.isEmpty()) {
      return;
    }
    String sql = INSERT + " VALUES " + String.join(", ", Collections.nCopies(rows, ROW));
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < lines.size(); i++) {
        int row = i % rows;
        bind(insert, row * COLUMNS, jobId, lines.get(i));
        if (row == rows - 1) {
          insert.executeUpdate();
        }
      }
    }
  }

  private static void bind(PreparedStatement insert, int before, long jobId, LogLine line)
      throws SQLException {
    insert.setLong(before + 1, jobId);
    insert.setLong(before + 2, line.id());
    insert.setString(before + 3, line.level().name());
    insert.setString(before + 4, line.message());
    insert.setLong(before + 5, line.creationDate().toEpochMilli());
    insert.setObject(before + 6, leftOut(line), Types.BIGINT);
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
