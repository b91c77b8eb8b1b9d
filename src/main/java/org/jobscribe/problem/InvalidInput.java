package org.jobscribe.problem;

import java.util.List;

/**
 * A request that cannot be understood or is not allowed as it stands; sending it again changes
 * nothing.
 */
public final class InvalidInput extends Problem {

  public InvalidInput(Violation violation) {
    super(List.of(violation));
  }
}
