package org.jobscribe.catalogue.value;

import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

final class DoubleSelectKind extends Kind<DoubleSelectValue> {
  private final Choices<DoubleSelectValue> choices;

  DoubleSelectKind(List<Option> options) {
    super(AttributeType.DOUBLESELECT, DoubleSelectValue.class);
    this.choices = new Choices<>(options, DoubleSelectKind::value, DoubleSelectValue::keys);
  }

  @Override
  DoubleSelectValue read(Members val) {
    return known(new DoubleSelectValue(val.text("key1"), val.text("key2")));
  }

  @Override
  void write(DoubleSelectValue value, JsonObjectBuilder val) {
    val.add("key1", value.key1()).add("key2", value.key2());
  }

  @Override
  DoubleSelectValue parse(String cell) {
    return choices.find(cell.strip()).orElseGet(() -> known(split(cell)));
  }

  @Override
  String text(DoubleSelectValue value) {
    return choices.text(value);
  }

  @Override
  ToIntFunction<DoubleSelectValue> against(DoubleSelectValue operand) {
    String text = text(operand);
    return actual -> CodePointOrder.INSTANCE.compare(text(actual), text);
  }

  @Override
  Predicate<DoubleSelectValue> equalTo(DoubleSelectValue operand) {
    return operand::equals;
  }

  private DoubleSelectValue known(DoubleSelectValue value) {
    if (!choices.allows(value)) {
      throw new InvalidValue(
          "key2", value.keys(), "is not an option; allowed are " + choices.allowed());
    }
    return value;
  }

  private DoubleSelectValue split(String cell) {
    int slash = cell.indexOf('/');
    if (slash < 0) {
      String allowed = choices.allowed();
      throw new InvalidValue(
          "value",
          cell,
          "is not an option; allowed are "
              + (allowed.isEmpty() ? "two keys, as in key1/key2" : allowed));
    }
    return new DoubleSelectValue(
        cell.substring(0, slash).strip(), cell.substring(slash + 1).strip());
  }

  private static DoubleSelectValue value(Option option) {
    if (option.key1() == null || option.key2() == null) {
      throw new InvalidValue(
          "options",
          option.toString(),
          "is not an option of a doubleselect; allowed are key1, key2 and label");
    }
    return new DoubleSelectValue(option.key1(), option.key2());
  }
}
