package org.jobscribe.engine;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import java.time.Instant;
import java.time.InstantSource;

/** Remembers when db-scheduler last polled with success. */
final class Pulse extends AbstractSchedulerListener {

  private final InstantSource clock;
  private volatile Instant lastPoll;

  Pulse(InstantSource clock) {
    this.clock = clock;
    this.lastPoll = clock.instant();
  }

  @Override
  public void onSchedulerEvent(SchedulerEventType event) {
    if (event == SchedulerEventType.RAN_EXECUTE_DUE) {
      lastPoll = clock.instant();
    }
  }

  /** Before the first poll: when this object was made. */
  Instant lastPoll() {
    return lastPoll;
  }
}
