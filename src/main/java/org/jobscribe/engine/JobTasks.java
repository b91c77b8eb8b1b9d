package org.jobscribe.engine;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What db-scheduler is told about each job type: how a job is run, and what happens when a run
 * ends, fails or dies.
 */
@ApplicationScoped
class JobTasks {

  private static final Logger LOG = System.getLogger(JobTasks.class.getName());
  private static final int MAX_FAILURES = 10;
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(30);

  @Inject private JobRunner runner;
  @EJB private ChunkTransaction transaction;
  @Inject private InstantSource clock;

  /** One task a type, so that a node leaves jobs alone whose type it does not know. */
  public Task<Void> taskFor(Work work, EngineSettings settings) {
    return Tasks.custom(work.type().name(), Void.class)
        .onFailure(this::retryOrGiveUp)
        .onDeadExecutionRevive()
        .execute((instance, context) -> run(instance, context, work, settings));
  }

  private CompletionHandler<Void> run(
      TaskInstance<Void> instance, ExecutionContext context, Work work, EngineSettings settings) {
    boolean over =
        runner.run(
            jobId(instance),
            work,
            settings.node(),
            () -> context.getSchedulerState().isShuttingDown());
    return over
        ? new OnCompleteRemove<>()
        : (complete, operations) -> operations.reschedule(complete, clock.instant());
  }

  private static long jobId(TaskInstance<?> instance) {
    return Long.parseLong(instance.getId());
  }

  private void retryOrGiveUp(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    int failures = complete.getExecution().consecutiveFailures + 1;
    long jobId = jobId(complete.getExecution().taskInstance);
    String cause = complete.getCause().map(Throwable::toString).orElse("unknown");
    if (failures >= MAX_FAILURES) {
      transaction.fail(
          jobId,
          "Given up after %d failures in a row; the last one: %s".formatted(failures, cause));
      operations.stop();
      LOG.log(Level.ERROR, "Job {0} is given up: {1}", jobId, cause);
    } else {
      Duration backoff = backoff(failures);
      operations.reschedule(complete, clock.instant().plus(backoff));
      LOG.log(
          Level.WARNING, "Job {0} failed ({1}) and is tried again in {2}", jobId, cause, backoff);
    }
  }

  /** Doubles with every failure. */
  private static Duration backoff(int failures) {
    Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 1, 20));
    return backoff.compareTo(MAX_BACKOFF) < 0 ? backoff : MAX_BACKOFF;
  }
}
