package org.jobscribe.catalogue.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fourteen types of an attribute. Each value has the type of its attribute. */
public enum AttributeType {
  STRING,
  TEXT,
  NUMBER,
  DATE,
  CURRENCY,
  VOLUME(Quantity.VOLUME),
  DIMENSION(Quantity.LENGTH),
  AREA(Quantity.AREA),
  LENGTH(Quantity.LENGTH),
  WIDTH(Quantity.LENGTH),
  HEIGHT(Quantity.LENGTH),
  WEIGHT(Quantity.WEIGHT),
  SELECT,
  DOUBLESELECT;

  private static final Map<String, AttributeType> BY_WIRE_NAME =
      Arrays.stream(values())
          .collect(Collectors.toMap(AttributeType::wireName, Function.identity()));

  private final String wireName;
  private final Quantity quantity;

  AttributeType() {
    this(null);
  }

  AttributeType(Quantity quantity) {
    this.wireName = name().toLowerCase(Locale.ROOT);
    this.quantity = quantity;
  }

  /** The name in the contract, such as {@code doubleselect}. */
  public String wireName() {
    return wireName;
  }

  /** What values of this type measure; empty if they have no unit. */
  public Optional<Quantity> quantity() {
    return Optional.ofNullable(quantity);
  }

  /**
   * The type of this wire name; upper and lower case differ.
   *
   * @throws InvalidValue if there is no such type, or the name is null
   */
  public static AttributeType of(String wireName) {
    AttributeType type = wireName == null ? null : BY_WIRE_NAME.get(wireName);
    if (type == null) {
      throw new InvalidValue("type", wireName, "is not one of " + allowed());
    }
    return type;
  }

  boolean isText() {
    return this == STRING || this == TEXT;
  }

  boolean isNumeric() {
    return this == NUMBER || this == CURRENCY || quantity != null;
  }

  /** One number with a unit; a dimension has three. */
  boolean isMeasure() {
    return quantity != null && this != DIMENSION;
  }

  private static String allowed() {
    return Arrays.stream(values()).map(AttributeType::wireName).collect(Collectors.joining(", "));
  }
}
