package org.jobscribe.catalogue.value;

import java.util.Locale;

/** What an {@link Operator} asks of a value. {@link Condition} has the rules. */
public enum Comparison {
  EMPTY,
  EQ,
  GT,
  GTE,
  LT,
  LTE,
  CONTAIN,
  REGEXP;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in the contract, such as {@code gte}. */
  public String wireName() {
    return wireName;
  }

  boolean isOnText() {
    return this == CONTAIN || this == REGEXP;
  }
}
