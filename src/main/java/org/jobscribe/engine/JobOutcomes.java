package org.jobscribe.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jobscribe.database.DatabaseFailed;
import org.jobscribe.job.Job;

/**
 * What became of jobs' items: one row a chunk, with a letter an item. Works in the caller's
 * transaction where there is one. Thread-safe.
 */
@ApplicationScoped
class JobOutcomes {

  private static final String INSERT =
      "INSERT INTO job_outcome (job_id, first_item, failed, outcomes) VALUES (?, ?, ?, ?)";
  private static final String SELECT =
      "SELECT first_item, outcomes FROM job_outcome"
          + " --DERBY-PROPERTIES constraint=JOB_OUTCOME_PK\n"
          + " WHERE job_id = ? AND first_item > ? AND failed >= ?"
          + " ORDER BY job_id, first_item FETCH FIRST ? ROWS ONLY";

  @Inject private DataSource dataSource;

  @Inject private JobInput input;

  /** A chunk's outcomes. */
  private record Row(long first, String outcomes) {}

  /** Stores what became of the items from number {@code first} (from 0) on. */
  public void record(long jobId, long first, String outcomes) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setLong(1, jobId);
      insert.setLong(2, first);
      insert.setLong(3, outcomes.chars().filter(c -> c == ItemOutcome.FAILED.letter()).count());
      insert.setString(4, outcomes);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }

  /**
   * The job's items of one outcome.
   *
   * @param after only items with a greater number
   * @param max at most that many
   */
  public List<JobItem> items(Job job, ItemOutcome wanted, long after, int max) {
    return wanted == ItemOutcome.UNPROCESSED
        ? unprocessed(job, after, max)
        : processed(job, wanted, after, max);
  }

  private List<JobItem> unprocessed(Job job, long after, int max) {
    List<JobItem> items = new ArrayList<>();
    long next = Math.max(after, job.counters().done());
    while (items.size() < max && next < job.counters().total()) {
      for (var item : input.items(job.id(), next, max - items.size())) {
        items.add(new JobItem(++next, ItemOutcome.UNPROCESSED, item));
      }
    }
    return items;
  }

  private List<JobItem> processed(Job job, ItemOutcome wanted, long after, int max) {
    List<JobItem> items = new ArrayList<>();
    long cursor = after - JobInput.BLOCK - 1; // the row that holds the item may begin before it
    List<Row> rows = rows(job.id(), cursor, wanted, max);
    while (!rows.isEmpty() && items.size() < max) {
      for (Row row : rows) {
        addMatching(items, job.id(), row, wanted, after, max);
      }
      rows = rows(job.id(), rows.get(rows.size() - 1).first(), wanted, max);
    }
    return items;
  }

  private void addMatching(
      List<JobItem> items, long jobId, Row row, ItemOutcome wanted, long after, int max) {
    JsonArray inputs = null;
    for (int i = 0; i < row.outcomes().length() && items.size() < max; i++) {
      long number = row.first() + i + 1;
      if (number > after && row.outcomes().charAt(i) == wanted.letter()) {
        inputs = inputs == null ? input.items(jobId, row.first(), JobInput.BLOCK) : inputs;
        items.add(new JobItem(number, wanted, inputs.get(i)));
      }
    }
  }

  private List<Row> rows(long jobId, long afterFirst, ItemOutcome wanted, int max) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setLong(1, jobId);
      select.setLong(2, afterFirst);
      select.setInt(3, wanted == ItemOutcome.FAILED ? 1 : 0);
      select.setInt(4, Math.min(max, JobInput.BLOCK));
      List<Row> rows = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(new Row(row.getLong(1), row.getString(2)));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }
}
