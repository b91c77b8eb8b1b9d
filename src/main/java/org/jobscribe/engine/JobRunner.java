package org.jobscribe.engine;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jobscribe.database.TransientFailure;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobService;
import org.jobscribe.problem.NotFound;

/** Runs one job, chunk by chunk, on the thread that calls it. Knows nothing of what the work is. */
@ApplicationScoped
class JobRunner {

  private static final Logger LOG = System.getLogger(JobRunner.class.getName());

  @EJB private ChunkTransaction transaction;
  @EJB private JobService jobs;
  @Inject private Suspects suspects;
  @Inject private LateOwner lateOwner;

  /** How a run ended. */
  enum End {
    /** The job is over. */
    OVER,
    /** This node is to stop: another run goes on. */
    HANDED_OVER,
    /** Another run owns the job. */
    REPLACED,
    /** It has not begun: another suspect has the turn, see {@link Suspects}. */
    POSTPONED
  }

  JobRunner() {}

  JobRunner(ChunkTransaction transaction, JobService jobs, Suspects suspects, LateOwner lateOwner) {
    this.transaction = transaction;
    this.jobs = jobs;
    this.suspects = suspects;
    this.lateOwner = lateOwner;
  }

  /**
   * @param shouldStop asked between chunks
   * @throws RuntimeException on a failure that a later attempt may not meet
   */
  public End run(long jobId, Work work, BooleanSupplier shouldStop) {
    return find(jobId).map(job -> run(job, work, shouldStop)).orElse(End.OVER);
  }

  /** Empty if the job was cancelled before its turn came, and has been removed since. */
  private Optional<Job> find(long jobId) {
    try {
      return Optional.of(jobs.get(jobId));
    } catch (NotFound e) {
      LOG.log(Level.DEBUG, "Job {0} is no more", jobId);
      return Optional.empty();
    }
  }

  private End run(Job job, Work work, BooleanSupplier shouldStop) {
    if (!suspects.admit(job)) {
      return End.POSTPONED;
    }
    try {
      lateOwner.keepOut(job);
      return runAdmitted(job.id(), work, shouldStop);
    } finally {
      suspects.leave(job.id());
    }
  }

  private End runAdmitted(long jobId, Work work, BooleanSupplier shouldStop) {
    JobRun run = transaction.begin(jobId, work.type());
    LOG.log(Level.DEBUG, "Job {0}: attempt {1} begins", jobId, run.attempt());
    try {
      return run.isOver() ? End.OVER : runChunks(run, work, shouldStop);
    } catch (Replaced e) {
      LOG.log(Level.WARNING, e.getMessage());
      return End.REPLACED;
    } catch (RuntimeException e) {
      return release(run, e);
    }
  }

  private End runChunks(JobRun run, Work work, BooleanSupplier shouldStop) {
    while (!shouldStop.getAsBoolean()) {
      if (runChunk(run, work)) {
        return End.OVER;
      }
      suspects.leave(run.jobId());
    }
    transaction.handOver(run);
    return End.HANDED_OVER;
  }

  /** Throws the failure, unless it only came because the job has another owner. */
  private End release(JobRun run, RuntimeException failure) {
    try {
      transaction.release(run, ChunkFailed.of(failure).reason());
    } catch (Replaced e) {
      LOG.log(Level.WARNING, "{0} (it failed: {1})", e.getMessage(), failure.toString());
      return End.REPLACED;
    } catch (RuntimeException e) {
      failure.addSuppressed(e); // a database that is away takes no line
    }
    throw failure;
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
   * One item breaks the chunk, or its commit, or the database cut it off: each item gets a
   * transaction of its own, and only the one that breaks it again fails.
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
      if (TransientFailure.is(e) || TransientFailure.isCutOff(e)) {
        throw e;
      }
      return transaction.skip(run, ChunkFailed.of(e));
    }
  }
}
