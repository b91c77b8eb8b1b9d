package org.jobscribe.job;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A connection that is taken from the pool when it is needed first, if ever. */
final class LazyConnection implements AutoCloseable {

  private final DataSource dataSource;
  private Connection connection;

  LazyConnection(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  Connection get() throws SQLException {
    if (connection == null) {
      connection = dataSource.getConnection();
    }
    return connection;
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
  }
}
