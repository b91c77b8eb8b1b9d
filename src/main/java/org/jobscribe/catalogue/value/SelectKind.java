package org.jobscribe.catalogue.value;

import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

final class SelectKind extends Kind<SelectValue> {
  private final Choices<SelectValue> choices;

  SelectKind(List<Option> options) {
    super(AttributeType.SELECT, SelectValue.class);
    this.choices = new Choices<>(options, SelectKind::value, SelectValue::key);
  }

  @Override
  SelectValue read(Members val) {
    return known(new SelectValue(val.text("key")));
  }

  @Override
  void write(SelectValue value, JsonObjectBuilder val) {
    val.add("key", value.key());
  }

  @Override
  SelectValue parse(String cell) {
    String text = cell.strip();
    return choices.find(text).orElseGet(() -> known(new SelectValue(text)));
  }

  @Override
  String text(SelectValue value) {
    return choices.text(value);
  }

  @Override
  ToIntFunction<SelectValue> against(SelectValue operand) {
    String text = text(operand);
    return actual -> CodePointOrder.INSTANCE.compare(text(actual), text);
  }

  @Override
  Predicate<SelectValue> equalTo(SelectValue operand) {
    return operand::equals;
  }

  private SelectValue known(SelectValue value) {
    if (!choices.allows(value)) {
      throw new InvalidValue(
          "key", value.key(), "is not an option; allowed are " + choices.allowed());
    }
    return value;
  }

  private static SelectValue value(Option option) {
    if (option.key1() == null || option.key2() != null) {
      throw new InvalidValue(
          "options",
          option.toString(),
          "is not an option of a select; allowed are key1 and label without key2");
    }
    return new SelectValue(option.key1());
  }
}
