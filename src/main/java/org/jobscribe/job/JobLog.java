package org.jobscribe.job;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The lines of all jobs' logs. Rows, not entities: a log has millions of them, they never change,
 * and nothing refers to them. Works in the caller's transaction where there is one. Thread-safe.
 */
@ApplicationScoped
public class JobLog {

  private static final String INSERT =
      "INSERT INTO job_log (job_id, log_id, level, message, created_at) VALUES (?, ?, ?, ?, ?)";
  private static final String SELECT =
      "SELECT log_id, level, message, created_at FROM job_log"
          + " --DERBY-PROPERTIES constraint=JOB_LOG_PK\n" // else Derby may read and sort all logs
          + " WHERE job_id = ? AND log_id > ? AND log_id <= ?"
          + " ORDER BY job_id, log_id FETCH FIRST ? ROWS ONLY";

  @Resource(lookup = "java:app/jdbc/jobscribe")
  private DataSource dataSource;

  @Inject private Event<Object> events;

  public JobLog() {}

  JobLog(DataSource dataSource, Event<Object> events) {
    this.dataSource = dataSource;
    this.events = events;
  }

  /**
   * Appends lines in the transaction that holds the lock of {@code job}'s row: they become visible
   * together, with the job's state, or not at all.
   */
  public void append(Job job, List<LogEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    long id = job.takeLogIds(entries.size());
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (LogEntry entry : entries) {
        bind(insert, job.id(), id++, entry);
        insert.addBatch();
      }
      insert.executeBatch();
      events.fire(new LinesAppended(job.id(), entries.size()));
    } catch (SQLException e) {
      throw new LogUnavailable(e);
    }
  }

  private static void bind(PreparedStatement insert, long jobId, long logId, LogEntry entry)
      throws SQLException {
    insert.setLong(1, jobId);
    insert.setLong(2, logId);
    insert.setString(3, entry.level().name());
    insert.setString(4, entry.message());
    insert.setLong(5, entry.creationDate().toEpochMilli());
  }

  /**
   * @param after exclusive
   * @param upTo inclusive
   * @param max at least 1
   * @return at most {@code max} lines, ascending
   */
  public List<LogLine> lines(long jobId, long after, long upTo, int max) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setLong(1, jobId);
      select.setLong(2, after);
      select.setLong(3, upTo);
      select.setInt(4, max);
      return read(select, max);
    } catch (SQLException e) {
      throw new LogUnavailable(e);
    }
  }

  private static List<LogLine> read(PreparedStatement select, int max) throws SQLException {
    List<LogLine> lines = new ArrayList<>(max);
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        lines.add(
            new LogLine(
                row.getLong(1),
                LogLevel.valueOf(row.getString(2)),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4))));
      }
    }
    return lines;
  }

  /** The database did not take or give lines. */
  static final class LogUnavailable extends jakarta.persistence.PersistenceException {
    LogUnavailable(SQLException cause) {
      super(cause);
    }
  }
}
