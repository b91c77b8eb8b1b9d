package org.jobscribe.catalogue.value;

import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class MeasureKind extends Kind<MeasureValue> {
  private static final Pattern CELL =
      Pattern.compile("(?<number>[-+0-9.,]+)\\s*(?<unit>\\p{L}\\w*)?");

  private final AttributeType type;
  private final Quantity quantity;
  private final NumberPattern pattern;

  MeasureKind(AttributeType type, NumberPattern pattern) {
    super(type, MeasureValue.class);
    this.type = type;
    this.quantity = type.quantity().orElseThrow();
    this.pattern = pattern;
  }

  @Override
  MeasureValue read(Members val) {
    return new MeasureValue(type, val.number("value"), val.unit());
  }

  @Override
  void write(MeasureValue value, JsonObjectBuilder val) {
    val.add("value", new PlainNumber(value.value())).add("unit", value.unit().wireName());
  }

  @Override
  MeasureValue parse(String cell) {
    Matcher parts = CELL.matcher(cell.strip());
    if (!parts.matches()) {
      throw new InvalidValue(
          "value",
          cell,
          "is not a "
              + type.wireName()
              + "; allowed are a number and one of "
              + quantity.allowed()
              + ", such as 3 "
              + smallest());
    }
    if (parts.group("unit") == null) {
      throw new InvalidValue("value", cell, "has no unit; allowed are " + quantity.allowed());
    }
    return new MeasureValue(
        type, pattern.parse("value", parts.group("number")), quantity.unit(parts.group("unit")));
  }

  @Override
  String text(MeasureValue value) {
    return pattern.text(value.value()) + " " + value.unit().wireName();
  }

  @Override
  ToIntFunction<MeasureValue> against(MeasureValue operand) {
    BigDecimal converted = operand.inSmallestUnit();
    return actual -> actual.inSmallestUnit().compareTo(converted);
  }

  private String smallest() {
    return quantity.units().get(0).wireName();
  }
}
