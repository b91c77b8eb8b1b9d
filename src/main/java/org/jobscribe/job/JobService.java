package org.jobscribe.job;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jobscribe.database.DatabaseFailed;
import org.jobscribe.problem.Conflict;
import org.jobscribe.problem.InvalidInput;
import org.jobscribe.problem.NotFound;
import org.jobscribe.problem.Violation;

/**
 * The record of jobs: makes, locks and reads them. Writing methods need or begin a transaction;
 * reading ones need none.
 */
@Stateless
public class JobService {

  @PersistenceContext private EntityManager entities;
  @Inject private JobLog log;
  @Inject private StoredJobs stored;
  @Inject private SharedReads shared;
  @Inject private RecentPages recent;
  @Inject private DataSource dataSource;
  @Inject private InstantSource clock;
  @Inject private Event<Object> events;

  /** For the container. */
  public JobService() {}

  protected JobService(JobLog log, InstantSource clock, Event<Object> events) {
    this.log = log;
    this.clock = clock;
    this.events = events;
  }

  /**
   * A new job in the caller's transaction; nobody works on it yet.
   *
   * @param total how many items it has, as far as that is known
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public Job create(NewJob newJob, long total) {
    Job job = new Job(newJob, clock.instant());
    job.hasTotal(total);
    entities.persist(job);
    entities.flush(); // gives it its id
    events.fire(new JobChanged(job.id(), 0));
    return job;
  }

  /** The job, its row locked until the caller's transaction ends. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public Job lock(long jobId) {
    return there(jobId, locked(jobId));
  }

  private Optional<Job> locked(long jobId) {
    return Optional.ofNullable(entities.find(Job.class, jobId, LockModeType.PESSIMISTIC_WRITE));
  }

  private static boolean isThere(Job job) {
    return job.status() != RowStatus.DELETED;
  }

  /**
   * Asks the job to stop. One that nobody runs is over at once: it has not started, was handed
   * over, or waits to be tried again. One that runs stops after the chunk at hand.
   *
   * @param caller who asks
   * @throws NotFound if there is none of this id
   * @throws Conflict if it is over for another reason
   */
  public Job cancel(long jobId, String caller) {
    Job job = lock(jobId);
    if (job.progress().isFinal() && job.outcome() != Outcome.CANCELLED) {
      throw new Conflict(
          Violation.inPath(
              "jobId",
              Long.toString(jobId),
              "Job %d is %s; only a job that is not over can be cancelled"
                  .formatted(jobId, job.progress())));
    }
    if (!job.progress().isFinal() && !job.isCancelRequested()) {
      job.requestCancel(clock.instant());
      say(job, LogLevel.WARN, "%s asked to cancel the job".formatted(caller));
      stopIfNobodyRuns(job);
    }
    return job;
  }

  private void stopIfNobodyRuns(Job job) {
    if (job.owner() == null) {
      stop(job);
    }
  }

  /**
   * Ends a job that was asked to stop, with a last line that says what was done; its row is locked.
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void stop(Job job) {
    JobCounters done = job.counters();
    say(
        job,
        LogLevel.WARN,
        "Cancelled: %d of %d items are done (%d changed, %d unchanged, %d failed), %d are not"
            .formatted(
                done.done(),
                done.total(),
                done.changed(),
                done.unchanged(),
                done.failed(),
                done.total() - done.done()));
    job.cancel(clock.instant());
    tellEnd(job);
  }

  /** The job went to its end, with these last lines; its row is locked. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void complete(Job job, List<LogEntry> lastLines) {
    log.append(job, lastLines);
    job.complete(clock.instant());
    tellEnd(job);
  }

  /** The job as a whole failed, with these last lines; its row is locked. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void fail(Job job, List<LogEntry> lastLines) {
    log.append(job, lastLines);
    job.fail(clock.instant());
    tellEnd(job);
  }

  private void tellEnd(Job job) {
    events.fire(new JobEnded(job.id(), job.progress()));
  }

  /**
   * Hides the job, which is over, from everybody, so that it can be removed bit by bit; its row is
   * locked then.
   *
   * @return empty if it is removed already
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public Optional<Job> delete(long jobId) {
    Optional<Job> job = locked(jobId);
    if (job.filter(JobService::isThere).isPresent()) {
      job.get().delete();
      events.fire(new JobChanged(jobId, 0));
    }
    return job;
  }

  /** Removes the row of a deleted job, to which nothing else belongs any more. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void remove(Job job) {
    Optional.ofNullable(job.retriedBy()).flatMap(this::locked).ifPresent(Job::forgetOrigin);
    entities.remove(job);
  }

  /** Appends one line to the log of a job whose row is locked. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void say(Job job, LogLevel level, String message) {
    log.append(job, List.of(new LogEntry(level, message, clock.instant())));
  }

  /**
   * The job as it is at this moment, to be read: no entity.
   *
   * @throws NotFound if there is none of this id
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Job get(long jobId) {
    return there(jobId, stored.find(jobId));
  }

  private static Job there(long jobId, Optional<Job> found) {
    return found.filter(JobService::isThere).orElseThrow(() -> unknown(jobId));
  }

  private static NotFound unknown(long jobId) {
    return new NotFound(
        Violation.inPath("jobId", Long.toString(jobId), "There is no job " + jobId));
  }

  /**
   * The job together with a part of its log: one snapshot. The job's row tells the newest visible
   * line, and lines up to it never change, so that they can be read later and still belong to the
   * same moment.
   *
   * @throws NotFound if there is no such job
   * @throws InvalidInput if the job has no line {@code request.after()} yet
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public LogTail tail(long jobId, LogRequest request) {
    return tailFrom(get(jobId), request);
  }

  /**
   * The job with all that comes after line {@code after}, and the first page of that: the same
   * snapshot in one call and by one connection at most, each of which costs a poll about as much as
   * the database does. The job is shared with others who ask meanwhile, and so must be committed:
   * no transaction may be open.
   *
   * @throws NotFound if there is no such job
   * @throws InvalidInput if the job has no line {@code after} yet
   */
  @TransactionAttribute(TransactionAttributeType.NEVER)
  public FirstPage firstPage(long jobId, long after) {
    try (LazyConnection connection = new LazyConnection(dataSource)) {
      Job job = there(jobId, shared.find(jobId, () -> stored.find(jobId, connection.get())));
      LogTail tail = tailFrom(job, LogRequest.after(after));
      return new FirstPage(tail, recent.first(tail, () -> log.first(tail, connection.get())));
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }

  private LogTail tailFrom(Job job, LogRequest request) {
    if (request.after() > job.lastLogId()) {
      throw new InvalidInput(
          Violation.inPath(
              "lastLogId",
              Long.toString(request.after()),
              "lastLogId is %d, beyond the last line %d of job %d"
                  .formatted(request.after(), job.lastLogId(), job.id())));
    }
    return tail(job, request);
  }

  /** A part of the log of a job that was read before, as it was at that moment. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public LogTail tail(Job job, LogRequest request) {
    long end = Math.max(request.after(), Math.min(job.lastLogId(), request.before() - 1));
    Optional<LineRange> cut = job.leftOut().filter(gap -> gap.from() <= end && end < gap.to());
    long to = cut.map(gap -> Math.max(request.after(), gap.from() - 1)).orElse(end);
    return new LogTail(
        job,
        from(job, request, to),
        to,
        request.limit(),
        request.filter(),
        cut.map(gap -> new LineRange(to + 1, end)).filter(gone -> gone.count() > 0));
  }

  private long from(Job job, LogRequest request, long to) {
    if (request.newest() >= to - request.after()) {
      return request.after();
    }
    return request.filter().isNone()
        ? Math.max(request.after(), beforeNewest(job, to, request.newest()))
        : log.beforeNewest(job.id(), request.after(), to, request.filter(), request.newest());
  }

  private static long beforeNewest(Job job, long to, long count) {
    return to
        - count
        - job.leftOut()
            .filter(gap -> gap.to() <= to && to - count < gap.to() - 1)
            .map(gap -> gap.count() - 1)
            .orElse(0L);
  }

  /** Whether that line is there as it was written: none that stands for others. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean hasLine(long jobId, long id) {
    return log.lines(jobId, id - 1, id, LogFilter.NONE, 1).stream()
        .anyMatch(line -> !line.standsForOthers());
  }

  /** The next lines of {@code tail} after {@code after}, at most {@code max}; empty at its end. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<LogLine> lines(LogTail tail, long after, int max) {
    return after >= tail.to()
        ? List.of()
        : log.lines(tail.job().id(), after, tail.to(), tail.filter(), max);
  }
}
