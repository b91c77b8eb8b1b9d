package org.jobscribe.job;

import java.util.Set;

/** How far a job has come: the four phases that clients of the original know. */
public enum Progress {
  SCHEDULED,
  IN_PROGRESS,
  COMPLETED,
  FAILED;

  /** Whether nothing follows: the job does no more work and its log has its last line. */
  public boolean isFinal() {
    return this == COMPLETED || this == FAILED;
  }

  boolean canBecome(Progress next) {
    return switch (this) {
      case SCHEDULED -> Set.of(IN_PROGRESS, FAILED).contains(next);
      case IN_PROGRESS -> next.isFinal();
      case COMPLETED, FAILED -> false;
    };
  }
}
