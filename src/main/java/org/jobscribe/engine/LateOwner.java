package org.jobscribe.engine;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jobscribe.database.DatabaseFailed;
import org.jobscribe.database.DatabaseKind;
import org.jobscribe.database.Schema;
import org.jobscribe.job.Job;

/**
 * Ends the database session of an owner that lost its lease while it had the job's row locked, so
 * that its successor need not wait for it. PostgreSQL ends by itself what is idle in a transaction,
 * but waits for ever for a client that stopped in the middle of a statement. The embedded database
 * dies with its only owner. Thread-safe.
 */
@ApplicationScoped
class LateOwner {

  private static final Logger LOG = System.getLogger(LateOwner.class.getName());

  /**
   * Only a session of the same user that has been waiting for its client for a second: nobody's who
   * is at work. A locked row names the transaction that has the lock.
   */
  private static final String END_SESSION =
      "SELECT pg_terminate_backend(holder.pid) FROM job"
          + " JOIN pg_locks held ON held.transactionid = job.xmax AND held.granted"
          + " JOIN pg_stat_activity holder ON holder.pid = held.pid"
          + " WHERE job.id = ? AND held.locktype = 'transactionid' AND held.mode = 'ExclusiveLock'"
          + " AND holder.usename = current_user AND holder.wait_event_type = 'Client'"
          + " AND holder.state_change < clock_timestamp() - INTERVAL '1 second'";

  @Inject private DataSource dataSource;
  @EJB private Schema schema;
  @Inject private EngineSettings settings;

  /** For the container. */
  LateOwner() {}

  LateOwner(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Does nothing for a job that nobody has left behind, or whose owner still works at it. */
  void keepOut(Job job) {
    if (job.owner() != null
        && !settings.node().equals(job.owner())
        && schema.kind() == DatabaseKind.POSTGRESQL
        && endSession(job.id())) {
      LOG.log(Level.WARNING, "Job {0}: ended the session of {1}", job.id(), job.owner());
    }
  }

  /** Whether there was a session to be ended. */
  boolean endSession(long jobId) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement end = connection.prepareStatement(END_SESSION)) {
      end.setLong(1, jobId);
      try (ResultSet ended = end.executeQuery()) {
        return ended.next();
      }
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }
}
