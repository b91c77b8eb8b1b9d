package org.jobscribe.catalogue.value;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The operator of a when-clause: a comparison, or with {@code not } before it the opposite. */
public record Operator(Comparison comparison, boolean negated) {
  private static final String NOT = "not ";
  private static final Map<String, Operator> BY_WIRE_NAME = byWireName();

  public Operator {
    Objects.requireNonNull(comparison, "comparison");
  }

  /**
   * The operator of this name, one of {@code empty, eq, gt, gte, lt, lte, contain, regexp} or
   * {@code not } and one of these.
   *
   * @throws InvalidValue if there is no such operator, or the name is null
   */
  public static Operator of(String wireName) {
    Operator operator = wireName == null ? null : BY_WIRE_NAME.get(wireName);
    if (operator == null) {
      throw new InvalidValue(
          "operator", wireName, "is not one of " + String.join(", ", BY_WIRE_NAME.keySet()));
    }
    return operator;
  }

  /** The name in the contract, such as {@code not eq}. */
  public String wireName() {
    return (negated ? NOT : "") + comparison.wireName();
  }

  private static Map<String, Operator> byWireName() {
    Map<String, Operator> operators = new LinkedHashMap<>();
    Stream.of(false, true)
        .flatMap(
            negated ->
                Arrays.stream(Comparison.values())
                    .map(comparison -> new Operator(comparison, negated)))
        .forEach(operator -> operators.put(operator.wireName(), operator));
    return operators;
  }
}
