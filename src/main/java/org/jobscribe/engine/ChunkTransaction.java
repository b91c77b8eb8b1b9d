package org.jobscribe.engine;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobCounters;
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
  @Inject private ReadAhead input;
  @Inject private JobOutcomes outcomes;
  @Inject private EngineSettings settings;
  @Inject private InstantSource clock;
  @Inject private Event<Object> events;

  /** For the container. */
  public ChunkTransaction() {}

  ChunkTransaction(
      JobService jobs,
      JobLog log,
      ReadAhead input,
      JobOutcomes outcomes,
      EngineSettings settings,
      InstantSource clock,
      Event<Object> events) {
    this.jobs = jobs;
    this.log = log;
    this.input = input;
    this.outcomes = outcomes;
    this.settings = settings;
    this.clock = clock;
    this.events = events;
  }

  /**
   * This node begins to run the job.
   *
   * @return the run that owns the job from now on
   */
  public JobRun begin(long jobId, JobType type) {
    Job job = jobs.lock(jobId);
    if (!job.progress().isFinal()) {
      releaseIfLeftHere(job);
      String before = job.owner();
      job.start(settings.node(), clock.instant());
      sayThatItBegins(job, type, before);
      endIfItMust(job, type);
    }
    return new JobRun(jobId, type, job.attempt(), job.progress().isFinal());
  }

  /**
   * A failure that this process survived, but could not even write down: nobody died of the job.
   */
  private void releaseIfLeftHere(Job job) {
    if (settings.node().equals(job.owner())) {
      job.release(clock.instant());
    }
  }

  private void sayThatItBegins(Job job, JobType type, String before) {
    if (job.attempt() == 1) {
      String start = "Start running %s (jobId: %d)".formatted(type.inLogLines(), job.id());
      log.append(job, List.of(new LogEntry(LogLevel.INFO, start, job.startDate())));
    } else if (before == null) {
      jobs.say(job, LogLevel.DEBUG, "Continued by %s".formatted(settings.node()));
    } else {
      events.fire(new JobTakenOver(job.id(), before));
      jobs.say(
          job,
          LogLevel.WARN,
          "Resumed by %s after %s stopped without a word, with %s"
              .formatted(settings.node(), before, done(job)));
    }
  }

  private void endIfItMust(Job job, JobType type) {
    if (job.isCancelRequested()) {
      jobs.stop(job);
    } else if (job.stalledAttempts() > settings.maxAttempts()) {
      String why =
          "Given up: %d attempts in a row ended without finishing a chunk after item %d"
              .formatted(settings.maxAttempts(), job.counters().done());
      jobs.fail(job, List.of(entry(LogLevel.ERROR, why)));
    } else if (isDone(job)) {
      finish(job, type, List.of());
    }
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
    if (job.isCancelRequested()) {
      jobs.stop(job);
    } else {
      List<LogEntry> entries = doChunk(job, work, maxItems);
      events.fire(new ChunkDone(job.id(), since));
      say(job, run.type(), entries);
    }
    return job.progress().isFinal();
  }

  /** Gives what there is to say about it. */
  private List<LogEntry> doChunk(Job job, Work work, int maxItems) {
    long first = job.counters().done();
    JsonObject parameters = JsonText.readObject(job.parameters());
    JsonArray items = input.items(job.id(), first, maxItems, job.counters().total());
    Chunk chunk = new Chunk(parameters, items, clock);
    try {
      work.next(chunk);
    } catch (RuntimeException e) {
      throw new ChunkFailed(chunk.current(), e);
    }
    chunk.countInto(job);
    outcomes.record(job.id(), first, chunk.outcomes());
    return chunk.entries();
  }

  /**
   * Appends lines, with one that the job is over if it is done: together they are one statement.
   */
  private void say(Job job, JobType type, List<LogEntry> entries) {
    if (isDone(job)) {
      finish(job, type, entries);
    } else {
      log.append(job, entries);
    }
  }

  /**
   * Passes over the next item, which broke its chunk even when it was alone.
   *
   * @return whether the job is over
   */
  public boolean skip(JobRun run, ChunkFailed failure) {
    Job job = own(run);
    long first = job.counters().done();
    job.advance(0, 0, 1, clock.instant());
    outcomes.record(job.id(), first, String.valueOf(ItemOutcome.FAILED.letter()));
    say(job, run.type(), List.of(entry(LogLevel.ERROR, failure.describe(first + 1))));
    return job.progress().isFinal();
  }

  /** Leaves the job, between two chunks, to whoever polls next: this node is to stop. */
  public void handOver(JobRun run) {
    Job job = own(run);
    jobs.say(
        job, LogLevel.INFO, "Handed over by %s, with %s".formatted(settings.node(), done(job)));
    job.release(clock.instant());
  }

  /** Leaves the job to the next attempt, after a failure that may not come again. */
  public void release(JobRun run, String failure) {
    Job job = own(run);
    jobs.say(job, LogLevel.DEBUG, "A chunk is tried again after a failure: " + failure);
    job.release(clock.instant());
  }

  private static String done(Job job) {
    return "%d of %d items done".formatted(job.counters().done(), job.counters().total());
  }

  /** The job, locked, if the run still owns it. */
  private Job own(JobRun run) {
    Job job = jobs.lock(run.jobId());
    if (job.attempt() != run.attempt() || job.progress().isFinal()) {
      throw new Replaced(run, job.attempt());
    }
    return job;
  }

  private static boolean isDone(Job job) {
    return job.counters().done() >= job.counters().total();
  }

  /**
   * Ends a job whose items are done.
   *
   * @param before what there is to say before its last line
   */
  private void finish(Job job, JobType type, List<LogEntry> before) {
    JobCounters counters = job.counters();
    List<LogEntry> lines = new ArrayList<>(before);
    if (settings.isTooMuch(counters.failed(), counters.total())) {
      String why =
          "Failed: %d of %d items could not be done".formatted(counters.failed(), counters.total());
      lines.add(entry(LogLevel.ERROR, why));
      jobs.fail(job, lines);
    } else {
      String end = "Done running %s (jobId: %d)".formatted(type.inLogLines(), job.id());
      lines.add(entry(LogLevel.INFO, end));
      jobs.complete(job, lines);
    }
  }

  private LogEntry entry(LogLevel level, String message) {
    return new LogEntry(level, message, clock.instant());
  }
}
