package org.jobscribe.problem;

import java.util.List;

/** What was asked for does not exist. */
public final class NotFound extends Problem {

  public NotFound(Violation violation) {
    super(List.of(violation));
  }
}
