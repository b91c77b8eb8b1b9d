package org.jobscribe.retention;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobService;

/**
 * Removes a job in steps, each one transaction that holds the lock of the job's row. From the first
 * one on nobody finds the job any more: it is there as a whole or not at all. In the last one its
 * row goes.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Removal {

  private static final int ROWS = 1_000;

  @EJB private JobService jobs;
  @Inject private JobRows rows;

  /**
   * What a step has removed.
   *
   * @param isLeft whether the job needs another step
   */
  public record Step(int jobs, int lines, boolean isLeft) {}

  /** Nothing is left of a job that another node has removed. */
  public Step removeSome(long jobId) {
    Optional<Job> job = jobs.delete(jobId);
    return job.isEmpty() ? new Step(0, 0, false) : removeSome(job.get());
  }

  private Step removeSome(Job job) {
    int room = ROWS;
    int lines = 0;
    for (JobRows.Table table : JobRows.Table.values()) {
      int max = Math.max(1, room / table.weight());
      int removed = rows.remove(table, job.id(), max);
      lines += table == JobRows.Table.LINES ? removed : 0;
      if (removed == max) {
        return new Step(0, lines, true);
      }
      room -= removed * table.weight();
    }
    jobs.remove(job);
    return new Step(1, lines, false);
  }
}
