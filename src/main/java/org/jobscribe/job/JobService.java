package org.jobscribe.job;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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

  private static final String NEWEST =
      "SELECT * FROM job --DERBY-PROPERTIES index=JOB_NEWEST\n" // else Derby sorts all jobs
          + " WHERE id < ? ORDER BY id DESC FETCH FIRST ? ROWS ONLY";

  @PersistenceContext private EntityManager entities;
  @Inject private JobLog log;
  @Inject private InstantSource clock;

  /** A new job in the caller's transaction; nobody works on it yet. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public Job create(NewJob newJob) {
    Job job = new Job(newJob, clock.instant());
    entities.persist(job);
    entities.flush(); // gives it its id
    return job;
  }

  /** The job, its row locked until the caller's transaction ends. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public Job lock(long jobId) {
    return Optional.ofNullable(entities.find(Job.class, jobId, LockModeType.PESSIMISTIC_WRITE))
        .orElseThrow(() -> unknown(jobId));
  }

  /**
   * Asks the job to stop. One that has not started is over at once; one that runs stops after the
   * chunk at hand.
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
      stopIfNotStarted(job);
    }
    return job;
  }

  private void stopIfNotStarted(Job job) {
    if (job.progress() == Progress.SCHEDULED) {
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
  }

  /** Appends one line to the log of a job whose row is locked. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void say(Job job, LogLevel level, String message) {
    log.append(job, List.of(new LogEntry(level, message, clock.instant())));
  }

  /**
   * The job as it is at this moment.
   *
   * @throws NotFound if there is none of this id
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Job get(long jobId) {
    return Optional.ofNullable(entities.find(Job.class, jobId)).orElseThrow(() -> unknown(jobId));
  }

  private static NotFound unknown(long jobId) {
    return new NotFound(
        Violation.inPath("jobId", Long.toString(jobId), "There is no job " + jobId));
  }

  /**
   * The job together with the part of its log after {@code lastLogId}: one snapshot. The job's row
   * tells the newest visible line, and lines up to it never change, so that they can be read later
   * and still belong to the same moment.
   *
   * @param lastLogId the highest id that the reader has, 0 for none
   * @param limit the most lines that the reader wants, at least 1
   * @throws NotFound if there is no such job
   * @throws InvalidInput if the job has no line {@code lastLogId} yet
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public LogTail tail(long jobId, long lastLogId, long limit) {
    Job job = get(jobId);
    if (lastLogId > job.lastLogId()) {
      throw new InvalidInput(
          Violation.inPath(
              "lastLogId",
              Long.toString(lastLogId),
              "lastLogId is %d, beyond the last line %d of job %d"
                  .formatted(lastLogId, job.lastLogId(), jobId)));
    }
    return LogTail.of(job, lastLogId, limit);
  }

  /** The next lines of {@code tail} after {@code after}, at most {@code max}; empty at its end. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<LogLine> lines(LogTail tail, long after, int max) {
    return after >= tail.to() ? List.of() : log.lines(tail.job().id(), after, tail.to(), max);
  }

  /**
   * Jobs from the newest on.
   *
   * @param before only jobs with a smaller id
   * @param max at most that many
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Job> newest(long before, int max) {
    Query newest = entities.createNativeQuery(NEWEST, Job.class);
    newest.setParameter(1, before).setParameter(2, max);
    @SuppressWarnings("unchecked")
    List<Job> jobs = newest.getResultList();
    return jobs;
  }
}
