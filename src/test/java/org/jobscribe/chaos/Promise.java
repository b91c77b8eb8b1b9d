package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jobscribe.system.Database;

/**
 * The runs of a promise: at their end it says in one line how often it was tried and what came of
 * it, kept or not, and then asserts that it was kept. Close it when no node has the database any
 * more.
 */
final class Promise implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Promise.class.getName());

  private final String name;
  private final Database database;
  private final Instant begin = Instant.now();
  private final List<StoredJob> jobs = new ArrayList<>();
  private int runs;
  private Random random;

  Promise(String name, Database database) {
    this.name = name;
    this.database = database;
  }

  /** What must not be, and how much of it there is. */
  private record Tally(long lost, long twice, long stuck) {}

  /** For the moments; the log has its seed. */
  Random random() {
    random = random == null ? Chaos.random(name) : random;
    return random;
  }

  /** A job that must be whole in the end, whatever happens from now on. */
  void add(StoredJob job) {
    synchronized (jobs) { // submitters have threads of their own
      jobs.add(job);
    }
  }

  /**
   * A run has come to its end.
   *
   * @param what happened to its job
   */
  void ran(String what) {
    LOG.log(Level.INFO, "{0}, run {1}: {2}", name, ++runs, what);
  }

  @Override
  public void close() {
    Tally tally = database.ask(this::tally);
    LOG.log(
        Level.INFO,
        "{0}: {1} runs, {2} jobs, {3} lost, {4} twice, {5} stuck, in {6} s",
        name,
        runs,
        jobs.size(),
        tally.lost,
        tally.twice,
        tally.stuck,
        Duration.between(begin, Instant.now()).toSeconds());
    assertThat(tally).as(name).isEqualTo(new Tally(0, 0, 0));
    StoredJob.assertStored(database, jobs);
  }

  private Tally tally(Connection connection) throws SQLException {
    long lost = 0;
    long twice = 0;
    long stuck = 0;
    for (StoredJob job : jobs) {
      lost += job.lost(connection);
      twice += job.twice(connection);
      stuck += job.isStuck(connection) ? 1 : 0;
    }
    for (StoredItems items : StoredItems.of(jobs)) {
      lost += items.lost(connection);
      twice += items.twice(connection);
    }
    return new Tally(lost, twice, stuck);
  }
}
