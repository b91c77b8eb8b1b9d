package org.jobscribe.problem;

import java.util.List;

/** No token, or one that is not accepted. Its message never tells which check failed. */
public final class Unauthenticated extends Problem {

  public Unauthenticated(Violation violation) {
    super(List.of(violation));
  }
}
