package org.jobscribe.problem;

import java.util.List;

/** The state of things does not allow what was asked, now or ever. */
public final class Conflict extends Problem {

  public Conflict(Violation violation) {
    super(List.of(violation));
  }
}
