package org.jobscribe.problem;

import java.util.List;

/** An idempotency key that its caller has used for another request. */
public final class KeyReused extends Problem {

  public KeyReused(Violation violation) {
    super(List.of(violation));
  }
}
