package org.jobscribe.engine;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;

/** Runs one job, chunk by chunk, on the thread that calls it. Knows nothing of what the work is. */
@ApplicationScoped
class JobRunner {

  private static final Logger LOG = System.getLogger(JobRunner.class.getName());

  @EJB private ChunkTransaction transaction;

  JobRunner() {}

  JobRunner(ChunkTransaction transaction) {
    this.transaction = transaction;
  }

  /**
   * @param shouldStop asked between chunks
   * @return whether the job is over, or no longer this run's; false if it was told to stop
   * @throws RuntimeException on a failure that a later attempt may not meet
   */
  public boolean run(long jobId, Work work, String node, BooleanSupplier shouldStop) {
    try {
      JobRun run = transaction.begin(jobId, work.type(), node);
      LOG.log(Level.DEBUG, "Job {0}: attempt {1} begins", jobId, run.attempt());
      return run.isOver() || runChunks(run, work, shouldStop);
    } catch (Replaced e) {
      LOG.log(Level.WARNING, e.getMessage());
      return true;
    }
  }

  private boolean runChunks(JobRun run, Work work, BooleanSupplier shouldStop) {
    boolean over = false;
    while (!over && !shouldStop.getAsBoolean()) {
      over = runChunk(run, work);
    }
    return over;
  }

  private boolean runChunk(JobRun run, Work work) {
    try {
      return transaction.next(run, work, JobInput.BLOCK);
    } catch (Replaced e) {
      throw e;
    } catch (RuntimeException e) {
      return runItemByItem(run, work, e);
    }
  }

  /**
   * One item breaks the chunk, or its commit: each item gets a transaction of its own, and only the
   * one that breaks it again fails.
   */
  private boolean runItemByItem(JobRun run, Work work, RuntimeException failure) {
    if (TransientFailure.is(failure)) {
      throw failure;
    }
    LOG.log(
        Level.DEBUG,
        "Job {0}: a chunk failed ({1}); its items are done one by one",
        run.jobId(),
        failure.getMessage());
    boolean over = false;
    for (int i = 0; i < JobInput.BLOCK && !over; i++) {
      over = runItem(run, work);
    }
    return over;
  }

  private boolean runItem(JobRun run, Work work) {
    try {
      return transaction.next(run, work, 1);
    } catch (Replaced e) {
      throw e;
    } catch (RuntimeException e) {
      if (TransientFailure.is(e)) {
        throw e;
      }
      return transaction.skip(run, ChunkFailed.of(e));
    }
  }
}
