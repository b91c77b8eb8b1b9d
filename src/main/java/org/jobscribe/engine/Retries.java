package org.jobscribe.engine;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobService;
import org.jobscribe.job.NewJob;
import org.jobscribe.problem.Conflict;
import org.jobscribe.problem.Violation;

/** Starts jobs that do again what finished ones have not done. */
@Stateless
public class Retries {

  private static final int PAGE = 500;

  @EJB private JobService jobs;
  @EJB private JobSubmission submission;
  @Inject private JobOutcomes outcomes;

  /**
   * A new job of the same type with the failed and the unprocessed items of {@code jobId}; the two
   * are linked.
   *
   * @throws org.jobscribe.problem.NotFound if there is no such job
   * @throws Conflict if it is not over, has nothing to do again, or is retried already
   */
  public Job retry(long jobId, String caller) {
    Job job = jobs.lock(jobId);
    if (!job.progress().isFinal()) {
      throw conflict(
          job, "is %s; only a job that is over can be retried".formatted(job.progress()));
    }
    if (job.retriedBy() != null) {
      throw conflict(job, "is retried already, by job %d".formatted(job.retriedBy()));
    }
    Iterator<JsonValue> rest = new Rest(job);
    if (!rest.hasNext()) {
      throw conflict(job, "has no failed and no unprocessed items");
    }
    Job retry = submission.submit(again(job, caller), rest);
    job.isRetriedBy(retry);
    return retry;
  }

  private static Conflict conflict(Job job, String why) {
    return new Conflict(
        Violation.inPath("jobId", Long.toString(job.id()), "Job %d %s".formatted(job.id(), why)));
  }

  private static NewJob again(Job job, String caller) {
    String before = job.name().substring(job.type().length() + 1);
    String uuid = UUID.randomUUID().toString();
    return new NewJob(
        job.type(),
        job.type() + "-" + uuid,
        job.description().replace(before, uuid),
        job.parameters(),
        caller);
  }

  /** First the failed items, then the unprocessed ones, read page by page. */
  private final class Rest implements Iterator<JsonValue> {

    private final Job job;
    private ItemOutcome kind = ItemOutcome.FAILED;
    private long last;
    private Iterator<JobItem> page = List.<JobItem>of().iterator();

    Rest(Job job) {
      this.job = job;
    }

    @Override
    public boolean hasNext() {
      if (!page.hasNext()) {
        page = outcomes.items(job, kind, last, PAGE).iterator();
      }
      if (!page.hasNext() && kind == ItemOutcome.FAILED) {
        kind = ItemOutcome.UNPROCESSED;
        last = 0;
        return hasNext();
      }
      return page.hasNext();
    }

    @Override
    public JsonValue next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      JobItem item = page.next();
      last = item.number();
      return item.item();
    }
  }
}
