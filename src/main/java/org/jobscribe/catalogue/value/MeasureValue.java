package org.jobscribe.catalogue.value;

import java.math.BigDecimal;

/** A number with a unit: a volume, area, length, width, height or weight. May be negative. */
public record MeasureValue(AttributeType type, BigDecimal value, Unit unit) implements Value {
  public MeasureValue {
    if (!type.isMeasure()) {
      throw new IllegalArgumentException(type + " is not a type of measure");
    }
    value = Decimals.checked("value", value);
    Quantity quantity = type.quantity().orElseThrow();
    if (unit.quantity() != quantity) {
      throw new InvalidValue("unit", unit.wireName(), "is not one of " + quantity.allowed());
    }
  }

  BigDecimal inSmallestUnit() {
    return unit.inSmallest(value);
  }
}
