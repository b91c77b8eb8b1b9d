package org.jobscribe.follow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobService;
import org.jobscribe.job.LogFilter;
import org.jobscribe.job.LogLine;
import org.jobscribe.job.LogPages;
import org.jobscribe.job.LogRequest;

/**
 * A job at one moment, for all its followers: those at the same cursor share one read, and the
 * bytes that were made of it. Used by one thread.
 */
final class Snapshot {

  /** The most lines in a batch; a batch is in memory. */
  static final int BATCH = 500;

  private final JobService jobs;
  private final Job job;
  private final Map<Position, Batch> batches = new RecentBatches();
  private byte[] jobEvent;

  Snapshot(JobService jobs, Job job) {
    this.jobs = jobs;
    this.job = job;
  }

  private record Position(long after, LogFilter filter) {}

  Job job() {
    return job;
  }

  /** The next lines after {@code cursor}. */
  Batch after(long cursor, LogFilter filter) {
    Position position = new Position(cursor, filter);
    Batch batch = batches.get(position);
    if (batch == null) {
      batch = read(position);
      batches.put(position, batch);
    }
    return batch;
  }

  private Batch read(Position position) {
    LogRequest request =
        new LogRequest(
            position.after(), Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, position.filter());
    LogPages pages = new LogPages(jobs, jobs.tail(job, request), BATCH);
    List<LogLine> lines = pages.next();
    return new Batch(lines, pages);
  }

  /** The job's state as an event of a stream whose reader has every line. */
  byte[] jobEvent() {
    if (jobEvent == null) {
      jobEvent = Events.job(job);
    }
    return jobEvent;
  }

  /** Many followers at many cursors do not fill the memory: those of today are at few of them. */
  private static final class RecentBatches extends LinkedHashMap<Position, Batch> {
    private static final long serialVersionUID = 1;
    private static final int MOST = 8;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Position, Batch> eldest) {
      return size() > MOST;
    }
  }
}
