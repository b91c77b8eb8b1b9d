package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;

/**
 * A job that went to its end, as the database has it: what it says is asked by SQL, and the product
 * has no part in it.
 *
 * @param catalogue whose items the job, and nobody after it, has worked on
 * @param items how many items the job had
 */
record StoredJob(int id, Catalogue catalogue, int items, Kind kind) {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String JOB =
      "SELECT progress, outcome, total, changed, unchanged, failed, first_log_id FROM job WHERE id = ?";
  private static final String LINES =
      "SELECT COUNT(*), MIN(log_id), MAX(log_id), (SELECT next_log_id - 1 FROM job WHERE id = ?)"
          + " FROM job_log WHERE job_id = ?";
  private static final String LINES_OF_ITEMS =
      "SELECT COUNT(*), COUNT(DISTINCT message) FROM job_log WHERE job_id = ? AND message LIKE '%s'";
  private static final String OUTCOMES =
      "SELECT SUM(LENGTH(outcomes)), SUM(failed) FROM job_outcome WHERE job_id = ?";
  private static final String ITEMS =
      "SELECT COUNT(*), MIN(version), MAX(version) FROM item WHERE view_id = ?";
  private static final String VALUES =
      "SELECT COUNT(*), COUNT(DISTINCT item_id), MIN(version), MAX(version), SUM(version)"
          + " FROM item_value WHERE view_id = ? AND attribute_id = ? AND val LIKE '%%\"%s\"%%'";
  private static final String IN_THE_END =
      "SELECT COUNT(*) FROM job WHERE id = ? AND progress IN ('COMPLETED', 'FAILED')";
  private static final String TASKS =
      "SELECT COUNT(*) FROM scheduled_tasks WHERE task_instance = '%d'";

  /** What a job does with each item, and how often its value has been written then. */
  enum Kind {
    EDIT("Changed attribute % for item % to new", "new", 1),
    IMPORT("Line %: created item %", "old", 0);

    private final String line;
    private final String text;
    private final int version;

    Kind(String line, String text, int version) {
      this.line = line;
      this.text = text;
      this.version = version;
    }

    /** A regular expression for the line that says that an item is done. */
    String lineOfItem() {
      return line.replace("%", "\\d+");
    }
  }

  static StoredJob edit(int id, Catalogue catalogue, int items) {
    return new StoredJob(id, catalogue, items, Kind.EDIT);
  }

  /** See {@link #assertStored(Database, List)}. */
  void assertStored(Database database) {
    assertStored(database, List.of(this));
  }

  /** Nothing is lost, nothing is there twice, everything adds up, and nothing is left to be run. */
  static void assertStored(Database database, List<StoredJob> jobs) {
    awaitNoTasks(database, jobs);
    database.ask(
        connection -> {
          for (StoredJob job : jobs) {
            job.assertJob(connection);
            assertItems(connection, job.catalogue, job.items, job.kind);
          }
          return null;
        });
  }

  /** The engine removes a job's task a moment after the job's end. */
  static void awaitNoTasks(Database database, List<StoredJob> jobs) {
    await("no task of jobs that are over is left")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(() -> database.ask(connection -> tasks(connection, jobs)) == 0);
  }

  private static long tasks(Connection connection, List<StoredJob> jobs) throws SQLException {
    long tasks = 0;
    for (StoredJob job : jobs) {
      tasks += number(connection, TASKS.formatted(job.id));
    }
    return tasks;
  }

  void assertJob(Connection connection) throws SQLException {
    String done = Integer.toString(items);
    assertThat(row(connection, JOB, id))
        .as("job %d", id)
        .containsExactly("COMPLETED", "SUCCEEDED", done, done, "0", "0", "1");
    List<String> lines = row(connection, LINES, id, id);
    String last = lines.get(3);
    assertThat(lines).as("lines of job %d", id).containsExactly(last, "1", last, last);
    assertThat(row(connection, LINES_OF_ITEMS.formatted(kind.line), id))
        .as("lines of items of job %d", id)
        .containsExactly(done, done);
    assertThat(row(connection, OUTCOMES, id))
        .as("outcomes of job %d", id)
        .containsExactly(done, "0");
  }

  /** The view has so many items, and each its value, written as often as it should be. */
  static void assertItems(Connection connection, Catalogue catalogue, int items, Kind kind)
      throws SQLException {
    String all = Integer.toString(items);
    String version = Integer.toString(kind.version);
    assertThat(row(connection, ITEMS, catalogue.id()))
        .as("items of view %d", catalogue.id())
        .containsExactly(all, "0", "0");
    assertThat(row(connection, VALUES.formatted(kind.text), catalogue.id(), catalogue.note()))
        .as("values of view %d", catalogue.id())
        .containsExactly(all, all, version, version, Long.toString((long) items * kind.version));
  }

  /** How many lines, items and outcomes are missing. */
  long lost(Connection connection) throws SQLException {
    List<Long> lines = numbers(connection, LINES, id, id);
    return missing(items, numbers(connection, LINES_OF_ITEMS.formatted(kind.line), id).get(1))
        + missing(lines.get(3), lines.get(0))
        + missing(items, numbers(connection, OUTCOMES, id).get(0))
        + missing(items, numbers(connection, ITEMS, catalogue.id()).get(0))
        + missing(items, values(connection).get(1));
  }

  /** How many lines, writes and outcomes there are too many. */
  long twice(Connection connection) throws SQLException {
    List<Long> lines = numbers(connection, LINES_OF_ITEMS.formatted(kind.line), id);
    return missing(lines.get(0), lines.get(1))
        + missing(numbers(connection, OUTCOMES, id).get(0), items)
        + missing(numbers(connection, ITEMS, catalogue.id()).get(0), items)
        + missing(values(connection).get(4), (long) items * kind.version);
  }

  /** Whether it is not over, or is to be run again although it is. */
  boolean isStuck(Connection connection) throws SQLException {
    return numbers(connection, IN_THE_END, id).get(0) == 0
        || number(connection, TASKS.formatted(id)) > 0;
  }

  private List<Long> values(Connection connection) throws SQLException {
    return numbers(connection, VALUES.formatted(kind.text), catalogue.id(), catalogue.note());
  }

  private static long missing(long wanted, long there) {
    return Math.max(0, wanted - there);
  }

  static long number(Connection connection, String select) throws SQLException {
    return numbers(connection, select).get(0);
  }

  private static List<Long> numbers(Connection connection, String select, long... parameters)
      throws SQLException {
    return row(connection, select, parameters).stream()
        .map(number -> number == null ? 0L : Long.valueOf(number))
        .toList();
  }

  private static List<String> row(Connection connection, String select, long... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setLong(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).as(select).isTrue();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          columns.add(row.getString(i));
        }
        return columns;
      }
    }
  }
}
