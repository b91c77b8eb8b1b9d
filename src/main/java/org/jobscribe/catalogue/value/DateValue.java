package org.jobscribe.catalogue.value;

import java.time.LocalDate;

/** A calendar date without time and zone, of the years 1 to 9999. */
public record DateValue(LocalDate value) implements Value {
  public DateValue {
    if (value.getYear() < 1 || value.getYear() > 9999) {
      throw new InvalidValue(
          "value", value.toString(), "is out of range; the years 1 to 9999 are allowed");
    }
  }

  @Override
  public AttributeType type() {
    return AttributeType.DATE;
  }
}
