package org.jobscribe.catalogue.value;

import jakarta.json.JsonObjectBuilder;
import java.util.function.ToIntFunction;

final class DateKind extends Kind<DateValue> {
  private final DatePattern pattern;

  DateKind(DatePattern pattern) {
    super(AttributeType.DATE, DateValue.class);
    this.pattern = pattern;
  }

  @Override
  DateValue read(Members val) {
    return new DateValue(pattern.parse(val.text("value")));
  }

  @Override
  void write(DateValue value, JsonObjectBuilder val) {
    val.add("value", text(value));
  }

  @Override
  DateValue parse(String cell) {
    return new DateValue(pattern.parse(cell.strip()));
  }

  @Override
  String text(DateValue value) {
    return pattern.text(value.value());
  }

  @Override
  ToIntFunction<DateValue> against(DateValue operand) {
    return actual -> actual.value().compareTo(operand.value());
  }
}
