package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;

/**
 * A job that went to its end, as the database has it: asked by SQL, without the product.
 *
 * @param catalogue whose items it, and nobody after it, has worked on
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
  private static final String IN_THE_END =
      "SELECT COUNT(*) FROM job WHERE id = ? AND progress IN ('COMPLETED', 'FAILED')";
  private static final String TASKS =
      "SELECT COUNT(*) FROM scheduled_tasks WHERE task_instance = '%d'";

  /** What a job does with each item, and how often its value has been written then. */
  enum Kind {
    EDIT("Changed attribute % for item % to new", "new", 1),
    IMPORT("Line %: created item %", "old", 0);

    private final String line;
    final String text;
    final int version;

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
          }
          for (StoredItems items : StoredItems.of(jobs)) {
            items.assertStored(connection);
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
      tasks += Sql.number(connection, TASKS.formatted(job.id));
    }
    return tasks;
  }

  private void assertJob(Connection connection) throws SQLException {
    String done = Integer.toString(items);
    assertThat(Sql.row(connection, JOB, id))
        .as("job %d", id)
        .containsExactly("COMPLETED", "SUCCEEDED", done, done, "0", "0", "1");
    List<String> lines = Sql.row(connection, LINES, id, id);
    String last = lines.get(3);
    assertThat(lines).as("lines of job %d", id).containsExactly(last, "1", last, last);
    assertThat(Sql.row(connection, LINES_OF_ITEMS.formatted(kind.line), id))
        .as("lines of items of job %d", id)
        .containsExactly(done, done);
    assertThat(Sql.row(connection, OUTCOMES, id))
        .as("outcomes of job %d", id)
        .containsExactly(done, "0");
  }

  /** How many lines and outcomes are missing. */
  long lost(Connection connection) throws SQLException {
    List<Long> lines = Sql.numbers(connection, LINES, id, id);
    return missing(items, Sql.numbers(connection, LINES_OF_ITEMS.formatted(kind.line), id).get(1))
        + missing(lines.get(3), lines.get(0))
        + missing(items, Sql.numbers(connection, OUTCOMES, id).get(0));
  }

  /** How many lines and outcomes there are too many. */
  long twice(Connection connection) throws SQLException {
    List<Long> lines = Sql.numbers(connection, LINES_OF_ITEMS.formatted(kind.line), id);
    return missing(lines.get(0), lines.get(1))
        + missing(Sql.numbers(connection, OUTCOMES, id).get(0), items);
  }

  /** Whether it is not over, or is to be run again although it is. */
  boolean isStuck(Connection connection) throws SQLException {
    return Sql.number(connection, IN_THE_END, id) == 0
        || Sql.number(connection, TASKS.formatted(id)) > 0;
  }

  /** How many there are less than wanted. */
  static long missing(long wanted, long there) {
    return Math.max(0, wanted - there);
  }
}
