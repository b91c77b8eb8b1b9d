package org.jobscribe.engine;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Has db-scheduler look for due jobs as soon as one was submitted, and not at its next poll. While
 * jobs that it has found already wait for a thread, it looks when the last of them has got one: of
 * a thousand jobs that are submitted at once each batch needs a poll, and not each job.
 * Thread-safe.
 */
final class EarlyPolls extends AbstractSchedulerListener {

  private final BooleanSupplier anyWaits;
  private final Runnable poll;
  private final AtomicBoolean isWanted = new AtomicBoolean();

  /**
   * @param anyWaits whether a job that was found waits for a thread
   * @param poll has db-scheduler look; does not wait for that
   */
  EarlyPolls(BooleanSupplier anyWaits, Runnable poll) {
    this.anyWaits = anyWaits;
    this.poll = poll;
  }

  /** There is a job that no poll has found yet. */
  void want() {
    isWanted.set(true);
    pollIfNoneWaits();
  }

  @Override
  public void onExecutionComplete(ExecutionComplete complete) {
    pollIfNoneWaits();
  }

  /** A job that was found has got a thread, or is not to be run after all. */
  @Override
  public void onCandidateEvent(CandidateEventType event) {
    pollIfNoneWaits();
  }

  private void pollIfNoneWaits() {
    if (!anyWaits.getAsBoolean() && isWanted.getAndSet(false)) {
      poll.run();
    }
  }
}
