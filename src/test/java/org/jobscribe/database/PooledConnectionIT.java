package org.jobscribe.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jobscribe.system.Database;
import org.junit.jupiter.api.Test;

/** What one broken connection is to the others. */
class PooledConnectionIT {

  private final DataSource source = Database.postgres().dataSource();

  @Test
  void whatWasOpenBesideABrokenConnectionIsNotValidButCanBeUsed() throws SQLException {
    try (Connection broken = source.getConnection();
        Connection inUse = source.getConnection()) {
      assertThat(broken.isValid(0)).isTrue();
      assertThat(inUse.isValid(0)).isTrue();

      ask(inUse, "SELECT pg_terminate_backend(%d)".formatted(pid(broken)));

      assertThat(broken.isValid(0)).isFalse();
      assertThat(inUse.isValid(0)).isFalse();
      assertThat(pid(inUse)).isPositive();
      try (Connection later = source.getConnection()) {
        assertThat(later.isValid(0)).isTrue();
        assertThat(broken.isValid(0)).isFalse();
        assertThat(later.isValid(0)).isTrue();
      }
    }
  }

  @Test
  void theLevelOfIsolationIsWhatWasSetLast() throws SQLException {
    try (Connection connection = source.getConnection()) {
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);

      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);

      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
      assertThat(ask(connection, "SHOW transaction_isolation")).isEqualTo("serializable");
    }
  }

  private static int pid(Connection connection) throws SQLException {
    return Integer.parseInt(ask(connection, "SELECT pg_backend_pid()"));
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
