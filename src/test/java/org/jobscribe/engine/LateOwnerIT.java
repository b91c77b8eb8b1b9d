package org.jobscribe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jobscribe.system.Database;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Who may keep a job's row locked, and who may not. */
class LateOwnerIT {

  private static final int JOB = 1;

  private final DataSource source = Database.postgres().dataSource();
  private final LateOwner lateOwner = new LateOwner(source);

  @BeforeEach
  void aJob() throws SQLException {
    try (Connection connection = source.getConnection()) {
      execute(connection, "CREATE TABLE job (id BIGINT PRIMARY KEY)");
      execute(connection, "INSERT INTO job VALUES (1), (2)");
    }
  }

  @Test
  void anOwnerThatStoppedInTheMiddleOfAStatementIsEnded() throws SQLException {
    try (Connection owner = lock(JOB);
        Connection other = lock(2)) {
      CopyIn half = stopInTheMiddle(owner);
      CopyIn another = stopInTheMiddle(other);

      await().atMost(Duration.ofSeconds(10)).until(() -> lateOwner.endSession(JOB));

      try (Connection successor = lock(JOB)) {
        assertThat(successor.isValid(0)).isTrue();
      }
      assertThat(lateOwner.endSession(JOB)).isFalse();
      assertThatThrownBy(half::endCopy).isInstanceOf(SQLException.class);
      owner.abort(Runnable::run); // in order it cannot be closed
      assertThat(another.endCopy()).isZero();
      other.commit();
    }
  }

  @Test
  void anOwnerThatIsAtWorkIsLeftAlone() throws SQLException {
    try (Connection owner = lock(JOB)) {
      AtomicInteger asked = new AtomicInteger();
      await()
          .pollInterval(Duration.ofMillis(10))
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(5))
          .until(
              () -> {
                execute(owner, "SELECT 1");
                asked.incrementAndGet();
                return !lateOwner.endSession(JOB);
              });
      owner.commit();
      assertThat(asked).hasPositiveValue();
    }
  }

  private Connection lock(int job) throws SQLException {
    Connection connection = source.getConnection();
    connection.setAutoCommit(false);
    execute(connection, "SELECT id FROM job WHERE id = " + job + " FOR UPDATE");
    return connection;
  }

  /** The database waits for the rest of the rows. */
  private static CopyIn stopInTheMiddle(Connection connection) throws SQLException {
    execute(connection, "CREATE TEMPORARY TABLE part (line TEXT)");
    return connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY part FROM STDIN");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
