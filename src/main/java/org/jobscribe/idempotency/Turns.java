package org.jobscribe.idempotency;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one request at a time of each caller and key go to the database. The others wait here, where
 * they hold no connection: they could otherwise hold all of the pool's, and the first would wait
 * for one of them. Thread-safe; other nodes are not its concern.
 */
final class Turns {

  private final ConcurrentMap<Holder, Turn> turns = new ConcurrentHashMap<>();
  private final Duration patience;

  /**
   * @param patience how long a request waits for its turn
   */
  Turns(Duration patience) {
    this.patience = patience;
  }

  private record Holder(String caller, String key) {}

  /** How many have it or wait for it changes only inside the map's {@code compute}. */
  private static final class Turn {
    private final ReentrantLock lock = new ReentrantLock();
    private int requests;

    private Turn enter() {
      requests++;
      return this;
    }

    private Turn leave() {
      return --requests == 0 ? null : this;
    }
  }

  /**
   * @throws org.jobscribe.problem.KeyInUse if the turn does not come in time
   */
  <T> T take(KeyedRequest request, Supplier<T> action) {
    Holder holder = new Holder(request.caller(), request.key().orElseThrow());
    Turn turn =
        turns.compute(holder, (same, known) -> (known == null ? new Turn() : known).enter());
    try {
      if (!isTurnIn(turn.lock)) {
        throw KeyTransaction.inUse(request);
      }
      try {
        return action.get();
      } finally {
        turn.lock.unlock();
      }
    } finally {
      turns.compute(holder, (same, known) -> known.leave());
    }
  }

  private boolean isTurnIn(ReentrantLock lock) {
    try {
      return lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean isEmpty() {
    return turns.isEmpty();
  }
}
