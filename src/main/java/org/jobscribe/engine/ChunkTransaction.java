package org.jobscribe.engine;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobLog;
import org.jobscribe.job.JobService;
import org.jobscribe.job.LogEntry;
import org.jobscribe.job.LogLevel;
import org.jobscribe.json.JsonText;

/**
 * The steps of a job's run, each one transaction. Every step first locks the job's row and sees
 * that the run still owns the job: a run that was replaced while it was frozen can write nothing
 * (fencing).
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ChunkTransaction {

  @EJB private JobService jobs;
  @Inject private JobLog log;
  @Inject private JobInput input;
  @Inject private InstantSource clock;
  @Inject private Event<Object> events;

  public ChunkTransaction() {}

  ChunkTransaction(
      JobService jobs, JobLog log, JobInput input, InstantSource clock, Event<Object> events) {
    this.jobs = jobs;
    this.log = log;
    this.input = input;
    this.clock = clock;
    this.events = events;
  }

  /**
   * A node begins to run the job.
   *
   * @return the run that owns the job from now on
   */
  public JobRun begin(long jobId, JobType type, String node) {
    Job job = jobs.lock(jobId);
    if (job.progress().isFinal()) {
      return new JobRun(jobId, type, job.attempt(), true);
    }
    String before = job.owner();
    if (before != null && !before.equals(node)) {
      events.fire(new JobTakenOver(jobId, before));
    }
    int attempt = job.start(node, clock.instant());
    if (attempt == 1) {
      say(job, LogLevel.INFO, "Start running %s (jobId: %d)".formatted(type.inLogLines(), jobId));
    } else {
      say(job, LogLevel.WARN, resumed(job, node, before));
    }
    finishIfDone(job, type);
    return new JobRun(jobId, type, attempt, job.progress().isFinal());
  }

  private static String resumed(Job job, String node, String before) {
    return "Resumed by %s after %s stopped, with %d of %d items done (attempt %d)"
        .formatted(node, before, job.counters().done(), job.counters().total(), job.attempt());
  }

  /**
   * Does the next items, at most {@code maxItems}.
   *
   * @return whether the job is over
   * @throws ChunkFailed if the work threw; nothing of the chunk is kept
   * @throws Replaced if another run owns the job now
   */
  public boolean next(JobRun run, Work work, int maxItems) {
    long since = System.nanoTime();
    Job job = own(run);
    Chunk chunk =
        new Chunk(
            JsonText.readObject(job.parameters()),
            input.items(job.id(), job.counters().done(), maxItems),
            clock);
    try {
      work.next(chunk);
    } catch (RuntimeException e) {
      throw new ChunkFailed(chunk.current(), e);
    }
    chunk.countInto(job);
    append(job, chunk.entries());
    events.fire(new ChunkDone(job.id(), since));
    return finishIfDone(job, run.type());
  }

  /**
   * Passes over the next item, which broke its chunk even when it was alone.
   *
   * @return whether the job is over
   */
  public boolean skip(JobRun run, ChunkFailed failure) {
    Job job = own(run);
    say(job, LogLevel.ERROR, failure.describe(job.counters().done() + 1));
    job.advance(0, 0, 1, clock.instant());
    return finishIfDone(job, run.type());
  }

  /** Ends the job as failed, with a last line that says why. */
  public void fail(long jobId, String why) {
    Job job = jobs.lock(jobId);
    if (!job.progress().isFinal()) {
      say(job, LogLevel.ERROR, why);
      job.fail(clock.instant());
      events.fire(new JobEnded(jobId, job.progress()));
    }
  }

  private Job own(JobRun run) {
    Job job = jobs.lock(run.jobId());
    if (job.attempt() != run.attempt() || job.progress().isFinal()) {
      throw new Replaced(run, job.attempt());
    }
    return job;
  }

  private boolean finishIfDone(Job job, JobType type) {
    if (job.counters().done() < job.counters().total()) {
      return false;
    }
    say(job, LogLevel.INFO, "Done running %s (jobId: %d)".formatted(type.inLogLines(), job.id()));
    job.complete(clock.instant());
    events.fire(new JobEnded(job.id(), job.progress()));
    return true;
  }

  private void say(Job job, LogLevel level, String message) {
    append(job, List.of(new LogEntry(level, message, clock.instant())));
  }

  private void append(Job job, List<LogEntry> entries) {
    log.append(job, entries);
    events.fire(new LinesAppended(job.id(), entries.size()));
  }
}
