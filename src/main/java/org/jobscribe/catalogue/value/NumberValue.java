package org.jobscribe.catalogue.value;

import java.math.BigDecimal;

/** A number, without trailing zeros. */
public record NumberValue(BigDecimal value) implements Value {
  public NumberValue {
    value = Decimals.checked("value", value);
  }

  @Override
  public AttributeType type() {
    return AttributeType.NUMBER;
  }
}
