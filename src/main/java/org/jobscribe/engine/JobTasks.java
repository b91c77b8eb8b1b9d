package org.jobscribe.engine;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What db-scheduler is told about each job type: how a job is run, and what happens when a run
 * ends, fails or dies; and about housekeeping.
 */
@ApplicationScoped
class JobTasks {

  private static final Logger LOG = System.getLogger(JobTasks.class.getName());
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(30);

  @Inject private JobRunner runner;
  @Inject private InstantSource clock;

  /** One task a type, so that a node leaves jobs alone whose type it does not know. */
  public Task<Void> taskFor(Work work) {
    return Tasks.custom(work.type().name(), Void.class)
        .onFailure(this::tryAgainLater)
        .onDeadExecutionRevive()
        .execute((instance, context) -> run(instance, context, work));
  }

  /** One row for all nodes, so that one of them at a time runs it. */
  public RecurringTask<Void> taskFor(Housekeeping housekeeping) {
    return Tasks.recurring(housekeeping.name(), FixedDelay.of(housekeeping.pause()))
        .execute((instance, context) -> run(housekeeping, context));
  }

  private static void run(Housekeeping housekeeping, ExecutionContext context) {
    try {
      housekeeping.run(() -> context.getSchedulerState().isShuttingDown());
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "{0} failed ({1}) and goes on in {2}",
          housekeeping.name(),
          e.toString(),
          housekeeping.pause());
    }
  }

  private CompletionHandler<Void> run(
      TaskInstance<Void> instance, ExecutionContext context, Work work) {
    JobRunner.Turn turn =
        new JobRunner.Turn(
            work,
            context.getExecution().consecutiveFailures,
            () -> context.getSchedulerState().isShuttingDown());
    return switch (runner.run(jobId(instance), turn)) {
      case OVER -> new OnCompleteRemove<>();
      case HANDED_OVER ->
          (complete, operations) -> operations.reschedule(complete, clock.instant());
      case POSTPONED ->
          (complete, operations) ->
              operations.reschedule(complete, clock.instant().plus(FIRST_BACKOFF));
      case REPLACED -> (complete, operations) -> {}; // the row is the other run's
    };
  }

  private static long jobId(TaskInstance<?> instance) {
    return Long.parseLong(instance.getId());
  }

  /** For as long as it takes: the job waits, for example for its database. */
  private void tryAgainLater(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    Duration backoff = backoff(complete.getExecution().consecutiveFailures);
    operations.reschedule(complete, clock.instant().plus(backoff));
    LOG.log(
        Level.WARNING,
        "Job {0} failed ({1}) and is tried again in {2}",
        jobId(complete.getExecution().taskInstance),
        complete.getCause().map(Throwable::toString).orElse("unknown"),
        backoff);
  }

  /** Doubles with every failure in a row. */
  private static Duration backoff(int failuresBefore) {
    Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(failuresBefore, 20));
    return backoff.compareTo(MAX_BACKOFF) < 0 ? backoff : MAX_BACKOFF;
  }
}
