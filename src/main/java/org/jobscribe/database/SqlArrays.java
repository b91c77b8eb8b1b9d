package org.jobscribe.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;

/** A column of many rows as one parameter of a statement, for {@code unnest} on PostgreSQL. */
public record SqlArrays(Connection connection) {

  /** Of type {@code bigint}; null stays null. */
  public <T> Array numbers(Collection<T> rows, Function<T, Long> column) throws SQLException {
    return connection.createArrayOf("bigint", rows.stream().map(column).toArray(Long[]::new));
  }

  /** Of type {@code varchar}; null stays null. */
  public <T> Array texts(Collection<T> rows, Function<T, String> column) throws SQLException {
    return connection.createArrayOf("varchar", rows.stream().map(column).toArray(String[]::new));
  }
}
