package org.jobscribe.catalogue.value;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a {@link Unit} measures. Only units of one quantity convert into one another. */
public enum Quantity {
  LENGTH,
  AREA,
  VOLUME,
  WEIGHT;

  /** The units of this quantity, smallest first. */
  public List<Unit> units() {
    return Arrays.stream(Unit.values()).filter(unit -> unit.quantity() == this).toList();
  }

  /**
   * The unit of this name. An area accepts {@code mm, cm, m} for {@code mm2, cm2, m2}, as the
   * original's documentation shows them.
   *
   * @throws InvalidValue if this quantity has no such unit
   */
  public Unit unit(String name) {
    for (Unit unit : Unit.values()) {
      if (unit.quantity() == this && unit.isNamed(name)) {
        return unit;
      }
    }
    throw new InvalidValue("unit", name, "is not one of " + allowed());
  }

  String allowed() {
    return units().stream().map(Unit::wireName).collect(Collectors.joining(", "));
  }
}
