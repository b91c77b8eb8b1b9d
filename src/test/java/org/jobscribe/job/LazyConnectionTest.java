package org.jobscribe.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.Test;

class LazyConnectionTest {

  private int taken;
  private final DataSource pool =
      new EmbeddedDataSource() {
        private static final long serialVersionUID = 1;

        {
          setDatabaseName("memory:lazy");
          setCreateDatabase("create");
        }

        @Override
        public Connection getConnection() throws SQLException {
          taken++;
          return super.getConnection();
        }
      };

  @Test
  void whoNeedsNoneTakesNone() throws SQLException {
    new LazyConnection(pool).close();
    assertThat(taken).isZero();
  }

  @Test
  void whoNeedsItTwiceTakesOneAndGivesItBack() throws SQLException {
    Connection first;
    try (LazyConnection connection = new LazyConnection(pool)) {
      first = connection.get();
      assertThat(connection.get()).isSameAs(first);
    }
    assertThat(taken).isEqualTo(1);
    assertThat(first.isClosed()).isTrue();
  }
}
