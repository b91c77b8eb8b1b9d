package org.jobscribe.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jobscribe.database.DatabaseFailed;

/**
 * The rows of all tables that belong to jobs. Works in the caller's transaction where there is one.
 * Thread-safe.
 */
@ApplicationScoped
class JobRows {

  private static final String ENDED =
      "SELECT id FROM job --DERBY-PROPERTIES index=JOB_ENDED_AT\n"
          + " WHERE ended_at < ? AND NOT EXISTS"
          + " (SELECT 1 FROM idempotency_key WHERE job_id = job.id AND created_at > ?)"
          + " ORDER BY ended_at, id FETCH FIRST ? ROWS ONLY";

  /**
   * A table with rows of jobs, the key of a row within its job, and how many common rows one
   * weighs.
   */
  enum Table {
    LINES("job_log", "log_id", 1),
    OUTCOMES("job_outcome", "first_item", 1),
    INPUT("job_input", "first_item", 20);

    private final int weight;
    private final String select;
    private final String delete;

    Table(String name, String key, int weight) {
      this.weight = weight;
      select =
          "SELECT %s FROM %s --DERBY-PROPERTIES constraint=%s_PK\n WHERE job_id = ? ORDER BY job_id, %s FETCH FIRST ? ROWS ONLY"
              .formatted(key, name, name.toUpperCase(Locale.ROOT), key);
      delete = "DELETE FROM %s WHERE job_id = ? AND %s = ?".formatted(name, key);
    }

    int weight() {
      return weight;
    }
  }

  @Inject private DataSource dataSource;

  JobRows() {}

  JobRows(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * The jobs that ended first.
   *
   * @param keysSince a job that has an {@code Idempotency-Key} younger than that is left out
   */
  public List<Long> jobsThatEnded(Instant before, Instant keysSince, int max) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(ENDED)) {
      select.setLong(1, before.toEpochMilli());
      select.setLong(2, keysSince.toEpochMilli());
      select.setInt(3, max);
      return numbers(select);
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }

  /**
   * Removes the job's first rows of one table. By their keys, one by one: Derby reads the whole
   * table for a range.
   *
   * @return how many there were, at most {@code max}
   */
  public int remove(Table table, long jobId, int max) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(table.select);
        PreparedStatement delete = connection.prepareStatement(table.delete)) {
      select.setLong(1, jobId);
      select.setInt(2, max);
      List<Long> keys = numbers(select);
      for (long key : keys) {
        delete.setLong(1, jobId);
        delete.setLong(2, key);
        delete.addBatch();
      }
      delete.executeBatch();
      return keys.size();
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }

  private static List<Long> numbers(PreparedStatement select) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        numbers.add(row.getLong(1));
      }
    }
    return numbers;
  }
}
