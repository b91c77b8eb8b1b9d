package org.jobscribe.problem;

import java.util.List;

/** An idempotency key that a request under way has taken. */
public final class KeyInUse extends Problem {

  public KeyInUse(Violation violation) {
    super(List.of(violation));
  }
}
