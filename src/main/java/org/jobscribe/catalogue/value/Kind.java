package org.jobscribe.catalogue.value;

import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * What all values of an attribute have in common: their JSON, their cell, their text and their
 * order.
 */
abstract class Kind<V extends Value> {
  private final AttributeType type;
  private final Class<V> values;

  Kind(AttributeType type, Class<V> values) {
    this.type = type;
    this.values = values;
  }

  static Kind<?> of(AttributeType type, String format, List<Option> options) {
    return switch (type) {
      case STRING, TEXT -> new TextKind(type);
      case NUMBER -> new NumberKind(new NumberPattern(format));
      case DATE -> new DateKind(new DatePattern(format == null ? DatePattern.DEFAULT : format));
      case CURRENCY -> new CurrencyKind(new NumberPattern(format));
      case VOLUME, AREA, LENGTH, WIDTH, HEIGHT, WEIGHT ->
          new MeasureKind(type, new NumberPattern(format));
      case DIMENSION -> new DimensionKind(new NumberPattern(format));
      case SELECT -> new SelectKind(options);
      case DOUBLESELECT -> new DoubleSelectKind(options);
    };
  }

  abstract V read(Members val);

  /** Adds everything but the type. */
  abstract void write(V value, JsonObjectBuilder val);

  abstract V parse(String cell);

  abstract String text(V value);

  /** The sign of a value compared with the operand, whose conversion is done once, here. */
  abstract ToIntFunction<V> against(V operand);

  /** Whether the two have an order at all; if not, no comparison of them holds. */
  boolean comparable(V actual, V operand) {
    return true;
  }

  Predicate<V> equalTo(V operand) {
    ToIntFunction<V> against = against(operand);
    return actual -> comparable(actual, operand) && against.applyAsInt(actual) == 0;
  }

  final Predicate<Value> eq(Value operand) {
    Predicate<V> equal = equalTo(own(operand));
    return actual -> equal.test(own(actual));
  }

  final Predicate<Value> ordered(Value operand, IntPredicate sign) {
    V own = own(operand);
    ToIntFunction<V> against = against(own);
    return actual -> {
      V value = own(actual);
      return comparable(value, own) && sign.test(against.applyAsInt(value));
    };
  }

  final void writeOwn(Value value, JsonObjectBuilder val) {
    write(own(value), val);
  }

  final String textOf(Value value) {
    return text(own(value));
  }

  final V own(Value value) {
    if (value.type() != type) {
      throw new InvalidValue(
          "type", value.type().wireName(), "is not the attribute's, " + type.wireName());
    }
    return values.cast(value);
  }
}
