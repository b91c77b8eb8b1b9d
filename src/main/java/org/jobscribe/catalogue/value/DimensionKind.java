package org.jobscribe.catalogue.value;

import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class DimensionKind extends Kind<DimensionValue> {
  private static final Pattern CELL =
      Pattern.compile(
          "(?<length>[-+0-9.,]+)\\s*[x×]\\s*(?<width>[-+0-9.,]+)\\s*[x×]\\s*(?<height>[-+0-9.,]+)\\s*(?<unit>\\p{L}\\w*)?");

  private final NumberPattern pattern;

  DimensionKind(NumberPattern pattern) {
    super(AttributeType.DIMENSION, DimensionValue.class);
    this.pattern = pattern;
  }

  @Override
  DimensionValue read(Members val) {
    return new DimensionValue(
        val.number("length"), val.number("width"), val.number("height"), val.unit());
  }

  @Override
  void write(DimensionValue value, JsonObjectBuilder val) {
    val.add("length", new PlainNumber(value.length()))
        .add("width", new PlainNumber(value.width()))
        .add("height", new PlainNumber(value.height()))
        .add("unit", value.unit().wireName());
  }

  @Override
  DimensionValue parse(String cell) {
    Matcher parts = CELL.matcher(cell.strip());
    if (!parts.matches()) {
      throw new InvalidValue(
          "value",
          cell,
          "is not a dimension; allowed are three numbers and one of "
              + Quantity.LENGTH.allowed()
              + ", such as 1 x 2 x 3 cm");
    }
    if (parts.group("unit") == null) {
      throw new InvalidValue(
          "value", cell, "has no unit; allowed are " + Quantity.LENGTH.allowed());
    }
    return new DimensionValue(
        side(parts, "length"),
        side(parts, "width"),
        side(parts, "height"),
        Quantity.LENGTH.unit(parts.group("unit")));
  }

  @Override
  String text(DimensionValue value) {
    String sides =
        String.join(
            " x ",
            pattern.text(value.length()),
            pattern.text(value.width()),
            pattern.text(value.height()));
    return sides + " " + value.unit().wireName();
  }

  @Override
  ToIntFunction<DimensionValue> against(DimensionValue operand) {
    BigDecimal converted = operand.cubicMillimetres();
    return actual -> actual.cubicMillimetres().compareTo(converted);
  }

  @Override
  Predicate<DimensionValue> equalTo(DimensionValue operand) {
    return actual -> actual.hasSidesOf(operand);
  }

  private BigDecimal side(Matcher parts, String member) {
    return pattern.parse(member, parts.group(member));
  }
}
