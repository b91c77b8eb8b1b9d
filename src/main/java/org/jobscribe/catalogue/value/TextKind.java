package org.jobscribe.catalogue.value;

import jakarta.json.JsonObjectBuilder;
import java.util.function.ToIntFunction;

final class TextKind extends Kind<TextValue> {
  private final AttributeType type;

  TextKind(AttributeType type) {
    super(type, TextValue.class);
    this.type = type;
  }

  @Override
  TextValue read(Members val) {
    return new TextValue(type, val.text("value"));
  }

  @Override
  void write(TextValue value, JsonObjectBuilder val) {
    val.add("value", value.value());
  }

  @Override
  TextValue parse(String cell) {
    return new TextValue(type, cell);
  }

  @Override
  String text(TextValue value) {
    return value.value();
  }

  @Override
  ToIntFunction<TextValue> against(TextValue operand) {
    return actual -> CodePointOrder.INSTANCE.compare(actual.value(), operand.value());
  }
}
