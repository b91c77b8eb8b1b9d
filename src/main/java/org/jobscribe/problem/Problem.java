package org.jobscribe.problem;

import jakarta.ejb.ApplicationException;
import java.util.List;

/**
 * The base of what features throw when they cannot do what was asked. Rolls the transaction back;
 * the EJB container passes it on as it is. It knows what is wrong and nothing of HTTP: {@link
 * ProblemMapper} does.
 */
@ApplicationException(rollback = true)
public abstract class Problem extends RuntimeException {

  private final transient List<Violation> violations;

  protected Problem(List<Violation> violations) {
    super(violations.get(0).msg());
    this.violations = List.copyOf(violations);
  }

  /** What is wrong, at least one; the first is also the message. */
  public List<Violation> violations() {
    return violations;
  }
}
