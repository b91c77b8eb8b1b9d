package org.jobscribe.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jobscribe.database.DatabaseFailed;
import org.postgresql.PGStatement;

/** Finds jobs, from the newest on, by what is known of them without their logs. Thread-safe. */
@ApplicationScoped
public class JobList {

  /** An index for each question, by name, because Derby would sort all jobs. */
  private static final String SELECT =
      "SELECT * FROM job --DERBY-PROPERTIES index=%s\n WHERE id > ? AND id < ? AND status <> 'DELETED'";

  private static final String NEWEST = SELECT.formatted("JOB_NEWEST");
  private static final String OF_PROGRESS = SELECT.formatted("JOB_PROGRESS") + " AND progress = ?";
  private static final String OF_TYPE =
      SELECT.formatted("JOB_TYPE") + " AND progress = ? AND type = ?";
  private static final String OF_SUBMITTER =
      SELECT.formatted("JOB_SUBMITTER") + " AND progress = ? AND submitter = ?";

  private static final String FIRST_SINCE =
      "SELECT id FROM job --DERBY-PROPERTIES index=JOB_CREATED\n WHERE created_at >= ?"
          + " ORDER BY created_at FETCH FIRST ROW ONLY";

  private static final String LAST_BEFORE =
      "SELECT id FROM job --DERBY-PROPERTIES index=JOB_CREATED_LAST\n WHERE created_at < ?"
          + " ORDER BY created_at DESC FETCH FIRST ROW ONLY";

  /**
   * Ids are given in the order of dates, but for what the nodes' clocks differ, which must be far
   * less: so much earlier and later is looked, too.
   */
  private static final Duration CLOCKS = Duration.ofMinutes(10);

  /**
   * Where the jobs of a query are.
   *
   * @param after exclusive
   * @param before exclusive
   */
  private record Ids(long after, long before) {}

  @Inject private DataSource dataSource;

  /** For the container. */
  JobList() {}

  JobList(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * The jobs as they are, to be read: no entities.
   *
   * @param max at most that many
   */
  public List<Job> newest(JobQuery query, int max) {
    try (Connection connection = dataSource.getConnection()) {
      return newest(query, max, connection);
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }

  private static List<Job> newest(JobQuery query, int max, Connection connection)
      throws SQLException {
    Ids ids = ids(query, connection);
    if (query.isOfAny()) {
      return select(statement(NEWEST, ids, List.of(), query), max, connection);
    }
    Map<Long, Job> found = new TreeMap<>(Comparator.reverseOrder());
    // In the order in which jobs proceed: one that moves on meanwhile is found twice, never missed.
    for (Progress progress : progressOf(query)) {
      select(statement(progress, ids, query), max, connection)
          .forEach(job -> found.put(job.id(), job));
    }
    return found.values().stream().limit(max).toList();
  }

  private static Ids ids(JobQuery query, Connection connection) throws SQLException {
    long after =
        query.createdFrom().isEmpty()
            ? 0
            : id(LAST_BEFORE, query.createdFrom().get().minus(CLOCKS), connection).orElse(0L);
    long before =
        query.createdTo().isEmpty()
            ? Long.MAX_VALUE
            : id(FIRST_SINCE, query.createdTo().get().plus(CLOCKS), connection)
                .orElse(Long.MAX_VALUE);
    return new Ids(after, Math.min(before, query.before()));
  }

  /** The id of the one job that a statement finds by an instant. */
  private static Optional<Long> id(String sql, Instant instant, Connection connection)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, instant.toEpochMilli());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  private static Set<Progress> progressOf(JobQuery query) {
    return new TreeSet<>(
        query.progress().isEmpty() ? List.of(Progress.values()) : query.progress());
  }

  /** A statement but for its end, and its parameters' values. */
  private record Statement(String sql, List<Object> values) {}

  private static Statement statement(Progress progress, Ids ids, JobQuery query) {
    if (!query.submitter().isEmpty()) {
      return statement(OF_SUBMITTER, ids, List.of(progress.name(), query.submitter()), query);
    }
    if (!query.type().isEmpty()) {
      return statement(OF_TYPE, ids, List.of(progress.name(), query.type()), query);
    }
    return statement(OF_PROGRESS, ids, List.of(progress.name()), query);
  }

  private static Statement statement(String start, Ids ids, List<String> keys, JobQuery query) {
    StringBuilder sql = new StringBuilder(start);
    List<Object> values = new ArrayList<>(List.of(ids.after(), ids.before()));
    values.addAll(keys);
    if (!query.type().isEmpty()) {
      sql.append(" AND type = ?");
      values.add(query.type());
    }
    if (!query.submitter().isEmpty()) {
      sql.append(" AND submitter = ?");
      values.add(query.submitter());
    }
    if (!query.text().isEmpty()) {
      sql.append(
          " AND (LOWER(name) LIKE %1$s ESCAPE '!' OR LOWER(description) LIKE %1$s ESCAPE '!')"
              .formatted(LogFilter.LOWER));
      String pattern = "%" + LogFilter.escaped(query.text()) + "%";
      values.add(pattern);
      values.add(pattern);
    }
    if (query.createdFrom().isPresent()) {
      sql.append(" AND created_at >= ?");
      values.add(query.createdFrom().get().toEpochMilli());
    }
    if (query.createdTo().isPresent()) {
      sql.append(" AND created_at < ?");
      values.add(query.createdTo().get().toEpochMilli());
    }
    return new Statement(sql.toString(), values);
  }

  /**
   * PostgreSQL would soon keep one plan for all values of the parameters, and look through all jobs
   * for a progress or a submitter that is rare.
   */
  private static void planWithValues(PreparedStatement select) throws SQLException {
    if (select.isWrapperFor(PGStatement.class)) {
      select.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
  }

  private static List<Job> select(Statement statement, int max, Connection connection)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            statement.sql() + " ORDER BY id DESC FETCH FIRST ? ROWS ONLY")) {
      planWithValues(select);
      int index = 1;
      for (Object value : statement.values()) {
        select.setObject(index++, value);
      }
      select.setInt(index, max);
      List<Job> jobs = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          jobs.add(Job.of(row));
        }
      }
      return jobs;
    }
  }
}
