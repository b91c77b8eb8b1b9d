package org.jobscribe.problem;

import java.util.List;

/** A body beyond the configured limit. */
public final class TooLarge extends Problem {

  public TooLarge(Violation violation) {
    super(List.of(violation));
  }
}
