package org.jobscribe.job;

/** Whether a row counts; not to be confused with {@link Progress}. */
public enum RowStatus {
  ENABLED,
  DISABLED,
  DELETED
}
