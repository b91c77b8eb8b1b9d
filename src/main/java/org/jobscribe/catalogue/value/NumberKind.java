package org.jobscribe.catalogue.value;

import jakarta.json.JsonObjectBuilder;
import java.util.function.ToIntFunction;

final class NumberKind extends Kind<NumberValue> {
  private final NumberPattern pattern;

  NumberKind(NumberPattern pattern) {
    super(AttributeType.NUMBER, NumberValue.class);
    this.pattern = pattern;
  }

  @Override
  NumberValue read(Members val) {
    return new NumberValue(val.number("value"));
  }

  @Override
  void write(NumberValue value, JsonObjectBuilder val) {
    val.add("value", new PlainNumber(value.value()));
  }

  @Override
  NumberValue parse(String cell) {
    return new NumberValue(pattern.parse("value", cell.strip()));
  }

  @Override
  String text(NumberValue value) {
    return pattern.text(value.value());
  }

  @Override
  ToIntFunction<NumberValue> against(NumberValue operand) {
    return actual -> actual.value().compareTo(operand.value());
  }
}
