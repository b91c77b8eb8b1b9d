package org.jobscribe.catalogue.value;

import java.math.BigDecimal;

/**
 * A unit and its exact size in the smallest unit of its quantity. Every conversion is exact: 1 m2 =
 * 10,000 cm2 = 1,000,000 mm2, 1 l = 1,000 ml, 1 kg = 1,000 g.
 */
public enum Unit {
  MM("mm", Quantity.LENGTH, 1),
  CM("cm", Quantity.LENGTH, 10),
  M("m", Quantity.LENGTH, 1_000),
  MM2("mm2", Quantity.AREA, 1),
  CM2("cm2", Quantity.AREA, 100),
  M2("m2", Quantity.AREA, 1_000_000),
  ML("ml", Quantity.VOLUME, 1),
  L("l", Quantity.VOLUME, 1_000),
  MG("mg", Quantity.WEIGHT, 1),
  G("g", Quantity.WEIGHT, 1_000),
  KG("kg", Quantity.WEIGHT, 1_000_000);

  private final String wireName;
  private final String alias;
  private final Quantity quantity;
  private final BigDecimal factor;

  Unit(String wireName, Quantity quantity, long factor) {
    this.wireName = wireName;
    this.alias = wireName.replace("2", "");
    this.quantity = quantity;
    this.factor = BigDecimal.valueOf(factor);
  }

  /** The name in the contract, in a cell and in readable text. */
  public String wireName() {
    return wireName;
  }

  /** What this unit measures. */
  public Quantity quantity() {
    return quantity;
  }

  /** How many of the quantity's smallest unit (mm, mm2, ml, mg) one of this unit is. */
  public BigDecimal factor() {
    return factor;
  }

  /**
   * The amount of this unit in another, exactly.
   *
   * @throws IllegalArgumentException if the other unit measures another quantity
   */
  public BigDecimal convert(BigDecimal amount, Unit other) {
    if (other.quantity != quantity) {
      throw new IllegalArgumentException(wireName + " does not convert to " + other.wireName);
    }
    return inSmallest(amount).divide(other.factor);
  }

  BigDecimal inSmallest(BigDecimal amount) {
    return amount.multiply(factor);
  }

  boolean isNamed(String name) {
    return wireName.equals(name) || alias.equals(name);
  }
}
