package org.jobscribe.engine;

import static jakarta.interceptor.Interceptor.Priority.LIBRARY_BEFORE;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.SchedulerState;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jobscribe.database.DatabaseKind;
import org.jobscribe.database.Schema;
import org.jobscribe.job.Job;

/**
 * Has db-scheduler run the jobs, on the server's threads and its DataSource. One execution is one
 * job; its row in {@code scheduled_tasks} says which node has the lease. What happened to a job is
 * in the job's own row only.
 */
@Startup
@Singleton
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Engine {

  private static final Logger LOG = System.getLogger(Engine.class.getName());

  /** A dead owner is looked for every second heartbeat: it is found a quarter of the lease late. */
  private static final int HEARTBEATS_IN_A_LEASE = 8;

  private static final Duration NEVER = Duration.ofDays(36_500);

  @Resource private ManagedThreadFactory threads;

  @Inject private DataSource dataSource;

  @EJB private Schema schema;
  @Inject private EngineSettings settings;
  @Inject private InstantSource clock;
  @Inject private JobTasks tasks;
  @Inject @Any private Instance<Work> works;
  @Inject @Any private Instance<Housekeeping> housekeepings;

  private Scheduler scheduler;
  private SchedulerClient submissions;
  private Pulse pulse;
  private EarlyPolls earlyPolls;
  private List<ExecutorService> executors = List.of();

  @PostConstruct
  void start() {
    List<Task<?>> types = works.stream().<Task<?>>map(tasks::taskFor).toList();
    if (schema.kind() == DatabaseKind.DERBY) {
      releaseDeadPredecessor();
    }
    pulse = new Pulse(clock);
    submissions =
        SchedulerClient.Builder.create(dataSource, types)
            .jdbcCustomization(new MillisJdbc())
            .build();
    scheduler = newScheduler(types);
    scheduler.start();
    LOG.log(
        Level.INFO,
        "{0} runs up to {1} jobs at once, of the types {2}",
        settings.node(),
        settings.threads(),
        types.stream().map(Task::getName).toList());
  }

  private Scheduler newScheduler(List<Task<?>> types) {
    ThreadPoolExecutor jobThreads = newJobThreads();
    ExecutorService dueThread = Executors.newSingleThreadExecutor(threads);
    ScheduledExecutorService housekeepers = Executors.newScheduledThreadPool(3, threads);
    executors = List.of(jobThreads, dueThread, housekeepers);
    earlyPolls =
        new EarlyPolls(
            () -> !jobThreads.getQueue().isEmpty(), () -> scheduler.triggerCheckForDueExecutions());
    return Scheduler.create(schema.leases(), types)
        .startTasks(housekeepings.stream().map(tasks::taskFor).toList())
        .schedulerName(new SchedulerName.Fixed(settings.node()))
        .threads(settings.threads())
        .executorService(jobThreads)
        .dueExecutor(dueThread)
        .housekeeperExecutor(housekeepers)
        .pollingInterval(settings.poll())
        .heartbeatInterval(settings.lease().dividedBy(HEARTBEATS_IN_A_LEASE))
        .missedHeartbeatsLimit(HEARTBEATS_IN_A_LEASE)
        .deleteUnresolvedAfter(NEVER) // a job of a type that no node knows waits for one that does
        .jdbcCustomization(new MillisJdbc())
        .addSchedulerListener(pulse)
        .addSchedulerListener(earlyPolls)
        .shutdownMaxWait(Duration.ofSeconds(20))
        .build();
  }

  private ThreadPoolExecutor newJobThreads() {
    int count = settings.threads();
    return new ThreadPoolExecutor(
        count, count, 0, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), threads);
  }

  /**
   * The embedded database belongs to one process: whatever is still marked as running was left by
   * one that is gone.
   */
  private void releaseDeadPredecessor() {
    try (Connection connection = schema.leases().getConnection();
        PreparedStatement release =
            connection.prepareStatement(
                "UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL, execution_time = ?,"
                    + " version = version + 1 WHERE picked = TRUE")) {
      release.setLong(1, clock.millis());
      LOG.log(Level.INFO, "{0} jobs of the previous run go on", release.executeUpdate());
    } catch (SQLException e) {
      throw new IllegalStateException("The jobs of the previous run cannot be released", e);
    }
  }

  /** Has the job run as soon as the caller's transaction has committed; never, if it rolls back. */
  public void schedule(Job job) {
    TaskInstance<Void> task = new TaskInstance<>(job.type(), Long.toString(job.id()));
    submissions.scheduleBatch(List.of(task), clock.instant()); // asks not first whether it is there
  }

  /**
   * The job, which is over, needs no run. One whose turn has come finds that out by itself; one of
   * a type that no node knows would wait for its turn for ever.
   */
  public void forget(Job job) {
    try (Connection connection = schema.leases().getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM scheduled_tasks WHERE task_name = ? AND task_instance = ? AND picked = FALSE")) {
      delete.setString(1, job.type());
      delete.setString(2, Long.toString(job.id()));
      delete.executeUpdate();
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "Job {0} is over, and waits for a run all the same: {1}", job.id(), e);
    }
  }

  /** How it is at this moment; asks nobody. */
  public EngineState state() {
    SchedulerState state = scheduler.getSchedulerState();
    return new EngineState(
        settings.node(),
        state.isStarted() && !state.isShuttingDown(),
        pulse.lastPoll(),
        settings.lease().plus(settings.poll().multipliedBy(2)));
  }

  /** Does not wait for the next poll. */
  public void onSubmitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobSubmitted event) {
    earlyPolls.want();
  }

  /**
   * Lets running chunks end; their jobs are handed over to whoever polls next, before anybody else
   * takes leave. This is the last moment at which the DataSource works: a {@code @PreDestroy} comes
   * after its end.
   */
  public void stop(
      @Observes @BeforeDestroyed(ApplicationScoped.class) @Priority(LIBRARY_BEFORE)
          Object application) {
    if (scheduler != null) {
      scheduler.stop();
    }
  }

  @PreDestroy
  void end() {
    executors.forEach(ExecutorService::shutdownNow);
  }
}
