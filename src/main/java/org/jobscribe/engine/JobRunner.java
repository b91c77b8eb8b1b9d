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

  /**
   * How often a chunk, and then an item alone, may meet changes that others make at the same time.
   * A chunk that meets them waits longer each time: ten times are minutes.
   */
  private static final int MOST_CONFLICTS = 10;

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
   * What a run has to do.
   *
   * @param failures how many runs in a row have failed before this one
   * @param shouldStop asked between chunks
   */
  record Turn(Work work, int failures, BooleanSupplier shouldStop) {}

  /**
   * @throws RuntimeException on a failure that a later attempt may not meet
   */
  public End run(long jobId, Turn turn) {
    return find(jobId).map(job -> run(job, turn)).orElse(End.OVER);
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

  private End run(Job job, Turn turn) {
    if (!suspects.admit(job)) {
      return End.POSTPONED;
    }
    try {
      lateOwner.keepOut(job);
      return runAdmitted(job.id(), turn);
    } finally {
      suspects.leave(job.id());
    }
  }

  private End runAdmitted(long jobId, Turn turn) {
    JobRun run = transaction.begin(jobId, turn.work().type());
    LOG.log(Level.DEBUG, "Job {0}: attempt {1} begins", jobId, run.attempt());
    try {
      return run.isOver() ? End.OVER : runChunks(run, turn);
    } catch (Replaced e) {
      LOG.log(Level.WARNING, e.getMessage());
      return End.REPLACED;
    } catch (RuntimeException e) {
      return release(run, e);
    }
  }

  private End runChunks(JobRun run, Turn turn) {
    while (!turn.shouldStop().getAsBoolean()) {
      if (runChunk(run, turn)) {
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

  private boolean runChunk(JobRun run, Turn turn) {
    try {
      return transaction.next(run, turn.work(), JobInput.BLOCK);
    } catch (Replaced e) {
      throw e;
    } catch (RuntimeException e) {
      return runItemByItem(run, turn, e);
    }
  }

  /**
   * One item breaks the chunk, or its commit, or the database cut it off, or the chunk has met
   * others' changes too often: each item gets a transaction of its own, and only the one that
   * breaks it again fails.
   */
  private boolean runItemByItem(JobRun run, Turn turn, RuntimeException failure) {
    boolean isStubborn = TransientFailure.isConflict(failure) && turn.failures() >= MOST_CONFLICTS;
    if (TransientFailure.is(failure) && !isStubborn) {
      throw failure;
    }
    LOG.log(
        Level.DEBUG,
        "Job {0}: a chunk failed ({1}); its items are done one by one",
        run.jobId(),
        failure.getMessage());
    boolean over = false;
    for (int i = 0; i < JobInput.BLOCK && !over && !turn.shouldStop().getAsBoolean(); i++) {
      over = runItem(run, turn.work(), 0);
    }
    return over;
  }

  private boolean runItem(JobRun run, Work work, int conflicts) {
    try {
      return transaction.next(run, work, 1);
    } catch (Replaced e) {
      throw e;
    } catch (RuntimeException e) {
      if (TransientFailure.isConflict(e) && conflicts < MOST_CONFLICTS) {
        return runItem(run, work, conflicts + 1);
      }
      if (isOfTheDatabase(e)) {
        throw e;
      }
      return transaction.skip(run, ChunkFailed.of(e));
    }
  }

  /** A failure that says nothing about the item. */
  private static boolean isOfTheDatabase(RuntimeException failure) {
    return TransientFailure.isCutOff(failure)
        || TransientFailure.is(failure) && !TransientFailure.isConflict(failure);
  }
}
