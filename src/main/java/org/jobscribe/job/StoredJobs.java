package org.jobscribe.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jobscribe.database.DatabaseFailed;

/**
 * Reads a job's row for those who will not change it: every poll does, and an entity would cost it
 * more than the database does. Thread-safe.
 */
@ApplicationScoped
public class StoredJobs {

  private static final String SELECT = "SELECT * FROM job WHERE id = ?";

  @Inject private DataSource dataSource;

  /** The job as it is at this moment; empty if there is none of this id. */
  Optional<Job> find(long jobId) {
    try (Connection connection = dataSource.getConnection()) {
      return find(jobId, connection);
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }

  /** The same by a connection that is open. */
  Optional<Job> find(long jobId, Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setLong(1, jobId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(Job.of(row)) : Optional.empty();
      }
    }
  }
}
