package org.jobscribe.catalogue.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire names of types and operators. */
class NamesTest {
  @ParameterizedTest
  @EnumSource
  void typeIsFoundByItsWireName(AttributeType type) {
    assertThat(AttributeType.of(type.wireName())).isEqualTo(type);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Number", "NUMBER", " number", "double-select"})
  void unknownTypeIsRefused(String name) {
    assertThatThrownBy(() -> AttributeType.of(name))
        .isInstanceOf(InvalidValue.class)
        .hasMessage(
            "type"
                + (name == null ? "" : " '" + name + "'")
                + " is not one of string, text, number, date, currency, volume, dimension, area,"
                + " length, width, height, weight, select, doubleselect");
  }

  @ParameterizedTest
  @CsvSource({
    "empty, EMPTY, false",
    "not empty, EMPTY, true",
    "eq, EQ, false",
    "not eq, EQ, true",
    "gt, GT, false",
    "not gt, GT, true",
    "gte, GTE, false",
    "not gte, GTE, true",
    "lt, LT, false",
    "not lt, LT, true",
    "lte, LTE, false",
    "not lte, LTE, true",
    "contain, CONTAIN, false",
    "not contain, CONTAIN, true",
    "regexp, REGEXP, false",
    "not regexp, REGEXP, true"
  })
  void operatorIsFoundByItsWireName(String name, Comparison comparison, boolean negated) {
    assertThat(Operator.of(name)).isEqualTo(new Operator(comparison, negated));
    assertThat(Operator.of(name).wireName()).isEqualTo(name);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "EQ", "not", "not  eq", "not not eq", "contains"})
  void unknownOperatorIsRefused(String name) {
    assertThatThrownBy(() -> Operator.of(name))
        .isInstanceOf(InvalidValue.class)
        .hasMessageStartingWith(name == null ? "operator is" : "operator '" + name + "' is")
        .hasMessageEndingWith(
            "is not one of empty, eq, gt, gte, lt, lte, contain, regexp, not empty, not eq, not gt,"
                + " not gte, not lt, not lte, not contain, not regexp");
  }
}
