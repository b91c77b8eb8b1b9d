package org.jobscribe.job;

/** How a finished job ended, more exactly than {@link Progress} can say. */
public enum Outcome {
  /** Every item was done. */
  SUCCEEDED,
  /** The job went to its end, but some items failed. */
  PARTIAL,
  /** The job was given up, or too many of its items failed. */
  FAILED,
  /** Somebody stopped it; its progress is FAILED. */
  CANCELLED
}
