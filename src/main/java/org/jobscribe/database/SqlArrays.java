package org.jobscribe.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;

/**
 * A column of many rows as one parameter of a statement, for {@code unnest} on PostgreSQL.
 *
 * @param minLength so many elements there are at least, nulls at the end
 */
public record SqlArrays(Connection connection, int minLength) {

  /**
   * PostgreSQL makes a plan for arrays of unknown length as if they had so many elements. Shorter
   * ones make that plan look dear to it, and it plans anew each time, which takes three times as
   * long as to look a few rows up.
   */
  private static final int PLANNED_LENGTH = 10;

  /** Of all rows and nothing else. */
  public static SqlArrays exact(Connection connection) {
    return new SqlArrays(connection, 0);
  }

  /** To look rows up by: null is equal to none of them. */
  public static SqlArrays toLookUp(Connection connection) {
    return new SqlArrays(connection, PLANNED_LENGTH);
  }

  /** Of type {@code bigint}; null stays null. */
  public <T> Array numbers(Collection<T> rows, Function<T, Long> column) throws SQLException {
    return array("bigint", rows.stream().map(column).toArray(Long[]::new));
  }

  /** Of type {@code varchar}; null stays null. */
  public <T> Array texts(Collection<T> rows, Function<T, String> column) throws SQLException {
    return array("varchar", rows.stream().map(column).toArray(String[]::new));
  }

  private Array array(String type, Object[] elements) throws SQLException {
    int length = Math.max(elements.length, minLength);
    return connection.createArrayOf(type, Arrays.copyOf(elements, length));
  }
}
