package org.jobscribe.engine;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.Iterator;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobService;
import org.jobscribe.job.NewJob;

/**
 * Takes jobs in. The job, its items and its schedule are written in one transaction, the caller's
 * if there is one: a job is never accepted and not scheduled, nor the other way round.
 */
@Stateless
public class JobSubmission {

  @EJB private JobService jobs;
  @EJB private Engine engine;
  @Inject private JobInput input;
  @Inject private Event<JobSubmitted> submitted;

  /**
   * @param items what the job has to work through; read block by block, so it may be longer than
   *     memory. What it throws rolls everything back.
   */
  public Job submit(NewJob newJob, Iterator<? extends JsonValue> items) {
    // What is wrong with it is told before a job takes an id.
    JsonArray first = JobInput.nextBlock(items);
    Job job = jobs.create(newJob, first.size());
    job.hasTotal(input.store(job.id(), first, items));
    engine.schedule(job);
    submitted.fire(new JobSubmitted(job.id()));
    return job;
  }
}
