package org.jobscribe.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Job rows, each read once for all who ask for it at the same time. Who asks while it is being read
 * waits for the next reading, and shares that with everybody who comes before it begins: so each
 * has what was committed when it asked, or later. Thread-safe.
 */
@ApplicationScoped
class SharedReads {

  /** Most readings take less. One that hangs, or waits for a lock, holds up others no longer. */
  private static final Duration PATIENCE = Duration.ofMillis(5);

  private final ConcurrentMap<Long, Round> newest = new ConcurrentHashMap<>();
  private final Duration patience;

  SharedReads() {
    this(PATIENCE);
  }

  /**
   * @param patience how long a reading waits for the end of the one before it, to begin beside that
   */
  SharedReads(Duration patience) {
    this.patience = patience;
  }

  /** Reads a job's row from the database. */
  interface Reading {
    Optional<Job> read() throws SQLException;
  }

  /**
   * The job as it is at this moment, to be read: others have the same object. Who shares a reading
   * waits for its end, which the time-outs of pool and database bound.
   *
   * @param reading does it on this thread, unless another one's is shared
   * @throws SQLException that of the reading; all who share it have it
   */
  Optional<Job> find(long jobId, Reading reading) throws SQLException {
    Round own = new Round(reading);
    try {
      Round round = newest.compute(jobId, (id, last) -> own.orJoin(last));
      if (round == own) {
        own.row.run();
      }
      return round.row();
    } finally {
      newest.remove(jobId, own); // if it is still there
      own.row.cancel(false); // if it was joined and could not run
    }
  }

  boolean isEmpty() {
    return newest.isEmpty();
  }

  /** One reading, and those who share it. */
  private final class Round {

    private final FutureTask<Optional<Job>> row;
    private FutureTask<Optional<Job>> before;
    private volatile boolean hasBegun;

    Round(Reading reading) {
      row = new FutureTask<>(() -> read(reading));
    }

    private Round orJoin(Round last) {
      if (last != null && !last.hasBegun) {
        return last;
      }
      before = last == null ? null : last.row;
      return this;
    }

    private Optional<Job> read(Reading reading) throws SQLException {
      if (before != null) {
        awaitEndOfBefore();
      }
      hasBegun = true; // who joined did so before
      return reading.read();
    }

    private void awaitEndOfBefore() {
      try {
        before.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException | CancellationException e) {
        // what comes of it is not the next one's concern
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private Optional<Job> row() throws SQLException {
      try {
        return row.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof SQLException failure) {
          throw failure;
        }
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new IllegalStateException("The job was not read", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SQLTransientException("Interrupted before the job was read", e);
      }
    }
  }
}
