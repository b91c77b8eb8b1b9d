package org.jobscribe.catalogue.value;

import java.math.BigDecimal;

/** Three lengths in one unit. */
public record DimensionValue(BigDecimal length, BigDecimal width, BigDecimal height, Unit unit)
    implements Value {
  public DimensionValue {
    length = Decimals.checked("length", length);
    width = Decimals.checked("width", width);
    height = Decimals.checked("height", height);
    if (unit.quantity() != Quantity.LENGTH) {
      throw new InvalidValue("unit", unit.wireName(), "is not one of " + Quantity.LENGTH.allowed());
    }
  }

  @Override
  public AttributeType type() {
    return AttributeType.DIMENSION;
  }

  /** Length × width × height in mm³, exactly; by this dimensions are ordered. */
  BigDecimal cubicMillimetres() {
    return unit.inSmallest(length)
        .multiply(unit.inSmallest(width))
        .multiply(unit.inSmallest(height));
  }

  /** Whether each side is as long as the other's, whatever the units. */
  boolean hasSidesOf(DimensionValue other) {
    return isAsLong(length, other.length, other)
        && isAsLong(width, other.width, other)
        && isAsLong(height, other.height, other);
  }

  private boolean isAsLong(BigDecimal side, BigDecimal otherSide, DimensionValue other) {
    return unit.inSmallest(side).compareTo(other.unit.inSmallest(otherSide)) == 0;
  }
}
