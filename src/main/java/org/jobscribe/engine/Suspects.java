package org.jobscribe.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import org.jobscribe.job.Job;

/**
 * Jobs whose last attempt ended without a word before it had finished a chunk. One of them may have
 * ended its process, and the others only ran beside it: so they begin one at a time on each node,
 * until each has finished a chunk, and only the one that does it again is given up. Thread-safe.
 */
@ApplicationScoped
class Suspects {

  private static final long NONE = 0;

  private final AtomicLong beginning = new AtomicLong(NONE);

  @Inject private EngineSettings settings;

  Suspects() {}

  Suspects(EngineSettings settings) {
    this.settings = settings;
  }

  /** Whether the job may begin now; if it is a suspect, no other may until it leaves. */
  boolean admit(Job job) {
    return !isSuspect(job) || beginning.compareAndSet(NONE, job.id());
  }

  /** What this process has left without a word is no reason: it lives. */
  private boolean isSuspect(Job job) {
    return job.stalledAttempts() > 0 && !settings.node().equals(job.owner());
  }

  /** The job has finished a chunk, or its run has ended in order; does nothing to other jobs. */
  void leave(long jobId) {
    beginning.compareAndSet(jobId, NONE);
  }
}
