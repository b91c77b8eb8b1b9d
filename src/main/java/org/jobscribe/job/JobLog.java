package org.jobscribe.job;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jobscribe.database.DatabaseFailed;
import org.jobscribe.database.DatabaseKind;
import org.jobscribe.database.Schema;

/**
 * The lines of all jobs' logs. Rows, not entities: a log has millions of them, they never change,
 * and nothing refers to them. Works in the caller's transaction where there is one. Thread-safe.
 */
@ApplicationScoped
public class JobLog {

  private static final Logger LOG = System.getLogger(JobLog.class.getName());

  private static final String RANGE =
      " FROM job_log"
          + " --DERBY-PROPERTIES constraint=JOB_LOG_PK\n" // else Derby may read and sort all logs
          + " WHERE job_id = ? AND log_id > ? AND log_id <= ?";
  private static final String SELECT =
      "SELECT log_id, level, message, created_at, left_out" + RANGE;
  private static final String IN_ORDER = " ORDER BY job_id, log_id FETCH FIRST ? ROWS ONLY";

  /** Has Derby read rows as they are at this moment, committed or not, without locks on them. */
  private static final String UNLOCKED = " WITH UR";

  /** How many ids a search backwards looks at in its first step. */
  private static final int FIRST_STEP = 1_000;

  /** The most ids in a step: their lines' ids are in memory. */
  private static final int LARGEST_STEP = 64_000;

  @Inject private DataSource dataSource;

  @EJB private Schema schema;
  @Inject private Event<Object> events;
  @Inject private LogLimit limit;
  private DatabaseKind kind;

  public JobLog() {}

  JobLog(DataSource dataSource, Schema schema, Event<Object> events, LogLimit limit) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.events = events;
    this.limit = limit;
    kind = schema.kind();
  }

  /** Once: each page would have to ask another bean for it. */
  @PostConstruct
  void knowKind() {
    kind = schema.kind();
  }

  /**
   * Appends lines in the transaction that holds the lock of {@code job}'s row: they become visible
   * together, with the job's state, or not at all. Without lines only the state has changed.
   */
  public void append(Job job, List<LogEntry> entries) {
    if (entries.isEmpty()) {
      events.fire(new JobChanged(job.id(), 0)); // its counters are news too
      return;
    }
    long first = job.takeLogIds(entries.size());
    Optional<LineRange> leftOut = limit.toLeaveOut(job, entries.size());
    try (Connection connection = dataSource.getConnection()) {
      LogWrites writes = new LogWrites(connection, kind);
      if (leftOut.isPresent()) {
        delete(writes, job, leftOut.get(), first);
        job.leaveOut(leftOut.get());
      }
      writes.insert(job.id(), lines(first, entries, leftOut));
      events.fire(new JobChanged(job.id(), entries.size()));
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }

  /** What is left out from now on, of the lines before {@code end}. */
  private static void delete(LogWrites writes, Job job, LineRange leftOut, long end)
      throws SQLException {
    long first = job.leftOut().map(LineRange::to).orElse(leftOut.from());
    writes.delete(job.id(), first, Math.min(end - 1, leftOut.to()));
  }

  /** The entries that are to be written, and the line that stands for what is left out. */
  private static List<LogLine> lines(
      long first, List<LogEntry> entries, Optional<LineRange> leftOut) {
    List<LogLine> lines = new ArrayList<>(entries.size() + 1);
    for (int i = 0; i < entries.size(); i++) {
      long id = first + i;
      if (leftOut.filter(range -> range.contains(id)).isEmpty()) {
        LogEntry entry = entries.get(i);
        lines.add(new LogLine(id, entry.level(), entry.message(), entry.creationDate()));
      }
    }
    leftOut.ifPresent(
        range -> lines.add(standIn(range, entries.get(entries.size() - 1).creationDate())));
    return lines;
  }

  private static LogLine standIn(LineRange range, Instant now) {
    String message =
        "%d lines were left out here, %d to %d, because the log became too long"
            .formatted(range.count(), range.from(), range.to());
    return new LogLine(range.to(), LogLevel.WARN, message, now, range.count());
  }

  /**
   * @param after exclusive
   * @param upTo inclusive; a line that can be read
   * @param max at least 1
   * @return at most {@code max} lines that pass the filter, ascending
   */
  public List<LogLine> lines(long jobId, long after, long upTo, LogFilter filter, int max) {
    try (Connection connection = dataSource.getConnection()) {
      return lines(new Part(jobId, after, upTo, filter), max, connection);
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }

  private List<LogLine> lines(Part part, int max, Connection connection) throws SQLException {
    return part.filter.isNone() && kind == DatabaseKind.DERBY
        ? wholeLines(part, max, connection)
        : read(SELECT + part.filter.conditions() + IN_ORDER, part, max, connection);
  }

  /**
   * Lines that can be read do not change: if all of them are there, they are what is committed. If
   * not, some are left out or removed at this moment, perhaps in vain; and the rest of a long line
   * that is gone cannot be read.
   */
  private static List<LogLine> wholeLines(Part part, int max, Connection connection)
      throws SQLException {
    try {
      List<LogLine> page = read(SELECT + IN_ORDER + UNLOCKED, part, max, connection);
      if (part.first(max).isWholeIn(page)) {
        return page;
      }
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "Lines of job {0} are read with locks: {1}", part.jobId, e);
    }
    return read(SELECT + IN_ORDER, part, max, connection);
  }

  /** The first page of what is there, by a connection that is open. */
  List<LogLine> first(LogTail tail, Connection connection) throws SQLException {
    int max = (int) Math.min(LogPages.PAGE, tail.limit());
    return lines(new Part(tail.job().id(), tail.from(), tail.to(), tail.filter()), max, connection);
  }

  /**
   * Where the newest lines that pass a filter begin. Looks backwards in growing steps, because an
   * index of Derby cannot be read backwards, and stops where it has found enough.
   *
   * @param after exclusive
   * @param upTo inclusive
   * @param count how many lines, at least 1
   * @return the id before the first of them; {@code after} if there are not more than {@code count}
   */
  long beforeNewest(long jobId, long after, long upTo, LogFilter filter, long count) {
    long missing = count;
    long end = upTo;
    for (int step = FIRST_STEP; end > after; step = Math.min(step * 2, LARGEST_STEP)) {
      long start = Math.max(after, end - step);
      long[] ids = ids(new Part(jobId, start, end, filter));
      if (ids.length >= missing) {
        return ids[(int) (ids.length - missing)] - 1;
      }
      missing -= ids.length;
      end = start;
    }
    return after;
  }

  private long[] ids(Part part) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT log_id" + RANGE + part.filter.conditions() + " ORDER BY job_id, log_id")) {
      part.bind(select);
      LongStream.Builder ids = LongStream.builder();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          ids.add(row.getLong(1));
        }
      }
      return ids.build().toArray();
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }

  /**
   * Lines of one log that pass a filter.
   *
   * @param after exclusive
   * @param upTo inclusive
   */
  private record Part(long jobId, long after, long upTo, LogFilter filter) {

    /** Sets the parameters of {@link #RANGE} and the filter; gives the number of the next one. */
    int bind(PreparedStatement select) throws SQLException {
      select.setLong(1, jobId);
      select.setLong(2, after);
      select.setLong(3, upTo);
      return filter.bind(select, 4);
    }

    /** The first of them without a filter. */
    LineRange first(int max) {
      return new LineRange(after + 1, Math.min(upTo, after + max));
    }
  }

  private static List<LogLine> read(String sql, Part part, int max, Connection connection)
      throws SQLException {
    List<LogLine> lines = new ArrayList<>(max);
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setInt(part.bind(select), max);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          lines.add(
              new LogLine(
                  row.getLong(1),
                  LogLevel.valueOf(row.getString(2)),
                  row.getString(3),
                  Instant.ofEpochMilli(row.getLong(4)),
                  row.getLong(5)));
        }
      }
    }
    return lines;
  }
}
