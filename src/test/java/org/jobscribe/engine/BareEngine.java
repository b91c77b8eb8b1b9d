package org.jobscribe.engine;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * db-scheduler as {@link Engine} sets it up by default, with tasks that do nothing and no server
 * around it.
 */
public final class BareEngine implements AutoCloseable {

  static final int THREADS = 4;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final int HEARTBEATS_IN_A_LEASE = 8;

  private final Semaphore completed = new Semaphore(0);
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS, THREADS, 0, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>());
  private final CustomTask<Void> task;
  private final EarlyPolls early;
  private final Scheduler scheduler;

  public BareEngine(DataSource database) {
    this(database, POLL, () -> {});
  }

  /**
   * @param poll the time between two looks for due tasks, if nobody has scheduled one
   * @param run what each task does
   */
  BareEngine(DataSource database, Duration poll, Runnable run) {
    task =
        Tasks.custom("NothingJob", Void.class)
            .execute(
                (instance, context) -> {
                  run.run();
                  return new CompletionHandler.OnCompleteRemove<>();
                });
    early = new EarlyPolls(() -> !threads.getQueue().isEmpty(), this::triggerPoll);
    scheduler =
        Scheduler.create(database, List.of(task))
            .schedulerName(new SchedulerName.Fixed("bare"))
            .threads(THREADS)
            .executorService(threads)
            .pollingInterval(poll)
            .addSchedulerListener(early)
            .heartbeatInterval(LEASE.dividedBy(HEARTBEATS_IN_A_LEASE))
            .missedHeartbeatsLimit(HEARTBEATS_IN_A_LEASE)
            .jdbcCustomization(new MillisJdbc())
            .addSchedulerListener(
                new AbstractSchedulerListener() {
                  @Override
                  public void onExecutionComplete(ExecutionComplete complete) {
                    completed.release();
                  }
                })
            .build();
    scheduler.start();
  }

  /** Has a task run at once. */
  public void schedule(String id) {
    scheduler.scheduleBatch(List.of(new TaskInstance<Void>(task.getName(), id)), Instant.now());
    early.want();
  }

  private void triggerPoll() {
    scheduler.triggerCheckForDueExecutions();
  }

  /** Returns when so many tasks have ended since it was asked last. */
  public void await(int tasks) throws InterruptedException {
    completed.acquire(tasks);
  }

  /** How many tasks were found and wait for a thread. */
  int waiting() {
    return threads.getQueue().size();
  }

  /** Whether so many have ended in time. */
  boolean await(int tasks, Duration atMost) throws InterruptedException {
    return completed.tryAcquire(tasks, atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    scheduler.stop();
  }
}
