package org.jobscribe.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * How this node's engine is, for whoever watches over it.
 *
 * @param node this node's name
 * @param running whether it was started and is not being stopped
 * @param lastPoll when it last looked for jobs that are due, and the database answered
 * @param patience how long after that it still counts as working: the lease and two polls
 */
public record EngineState(String node, boolean running, Instant lastPoll, Duration patience) {

  /** Whether it runs and has polled within its patience. */
  public boolean isWorking(Instant now) {
    return running && !now.isAfter(lastPoll.plus(patience));
  }
}
