package org.jobscribe.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
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

  /** Most readings take less. One that hangs, or waits for a lock, delays nobody by more. */
  private static final Duration PATIENCE = Duration.ofMillis(5);

  private final ConcurrentMap<Long, Round> newest = new ConcurrentHashMap<>();
  private final Duration patience;

  SharedReads() {
    this(PATIENCE);
  }

  /**
   * @param patience how long a reading waits for the end of the one before; then there are two
   */
  SharedReads(Duration patience) {
    this.patience = patience;
  }

  /** Reads a job's row from the database. */
  interface Reading {
    Optional<Job> read() throws SQLException;
  }

  /**
   * The job as it is at this moment, to be read: others have the same object.
   *
   * @param reading does it on this thread, unless another one's is shared
   * @throws SQLException that of the reading; all who share it have it
   */
  Optional<Job> find(long jobId, Reading reading) throws SQLException {
    Round own = new Round(jobId, reading);
    Round round = newest.compute(jobId, (id, last) -> own.orJoin(last));
    if (round == own) {
      own.run();
    }
    return round.row();
  }

  boolean isEmpty() {
    return newest.isEmpty();
  }

  /** One reading, and those who share it. */
  private final class Round {

    private final long jobId;
    private final FutureTask<Optional<Job>> row;
    private Round before;
    private boolean hasBegun; // as before, changed only inside the map's compute

    Round(long jobId, Reading reading) {
      this.jobId = jobId;
      row = new FutureTask<>(() -> read(reading));
    }

    private Round orJoin(Round last) {
      if (last != null && !last.hasBegun) {
        return last;
      }
      before = last;
      return this;
    }

    private void run() {
      row.run();
      newest.remove(jobId, this); // unless another one is the newest
    }

    private Optional<Job> read(Reading reading) throws SQLException {
      if (before != null) {
        before.awaitEnd();
      }
      newest.compute(jobId, (id, last) -> begin(last));
      return reading.read();
    }

    private Round begin(Round last) {
      hasBegun = true;
      before = null;
      return last;
    }

    private void awaitEnd() {
      try {
        row.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException e) {
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
        throw new IllegalStateException("Job %d was not read".formatted(jobId), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted before job %d was read".formatted(jobId), e);
      }
    }
  }
}
