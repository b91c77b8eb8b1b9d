package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks the database for one row; the parameters are ids. */
final class Sql {

  private Sql() {}

  /** Its columns as text, whatever the database calls their type. */
  static List<String> row(Connection connection, String select, long... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setLong(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).as(select).isTrue();
        return columns(row);
      }
    }
  }

  private static List<String> columns(ResultSet row) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      columns.add(row.getString(i));
    }
    return columns;
  }

  /** Its columns as numbers; null, as the sum of nothing, is 0. */
  static List<Long> numbers(Connection connection, String select, long... parameters)
      throws SQLException {
    return row(connection, select, parameters).stream()
        .map(number -> number == null ? 0L : Long.valueOf(number))
        .toList();
  }

  static long number(Connection connection, String select, long... parameters) throws SQLException {
    return numbers(connection, select, parameters).get(0);
  }
}
