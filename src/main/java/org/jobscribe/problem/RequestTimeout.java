package org.jobscribe.problem;

import java.util.List;

/** A body of which nothing came for as long as the server waits. */
public final class RequestTimeout extends Problem {

  public RequestTimeout(Violation violation) {
    super(List.of(violation));
  }
}
