package org.jobscribe.catalogue.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueFormatTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "DD-MM-YYYY",
        "D/M/YYYY",
        "YYYY-MM-DD",
        "MM.DD.YYYY",
        "D. M. YYYY",
        "YYYYMMDD",
        "DDMMYYYY"
      })
  void dateFormatIsAllowed(String format) {
    ValueFormat date = ValueFormat.of(AttributeType.DATE, format, List.of());
    Value value = date.parse("2020-03-16");
    assertThat(date.format()).isEqualTo(format);
    assertThat(date.parse(date.text(value))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DD-MM-YY",
        "DD-MM",
        "dd-MM-yyyy",
        "DD-DD-YYYY",
        "DD-MMM-YYYY",
        "DMYYYY",
        "DD-MM-YYYY HH",
        "DD[MM]YYYY",
        "x",
        "DD----MM-YYYY"
      })
  void badDateFormatIsRefused(String format) {
    assertRefused(
        AttributeType.DATE,
        format,
        "is not a date format; allowed are D or DD, M or MM and YYYY, each once, such as DD-MM-YYYY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.0", "#.##", "#,##0.00", "#,##0", "0,000", "#,###,##0.0#", "000"})
  void numberFormatIsAllowed(String format) {
    ValueFormat number = ValueFormat.of(AttributeType.NUMBER, format, List.of());
    Value value = number.parse("12345");
    assertThat(number.parse(number.text(value))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "0.0%",
        "$0",
        "0.0.0",
        "0#",
        "#0.#0",
        "#,#0",
        "0,",
        "0E0",
        "0;(0)",
        ".",
        "0.0000000000000000000"
      })
  void badNumberFormatIsRefused(String format) {
    assertRefused(
        AttributeType.NUMBER,
        format,
        "is not a number format; allowed are patterns such as 0, 0.0, 0.## and #,##0.00");
    assertRefused(
        AttributeType.DIMENSION,
        format,
        "is not a number format; allowed are patterns such as 0, 0.0, 0.## and #,##0.00");
  }

  @ParameterizedTest
  @EnumSource(names = {"STRING", "TEXT", "SELECT", "DOUBLESELECT"})
  void formatOfATypeWithoutFormatIsRefused(AttributeType type) {
    assertRefused(type, "0.0", "is not allowed; a " + type.wireName() + " attribute has no format");
  }

  private static void assertRefused(AttributeType type, String format, String problem) {
    assertThatThrownBy(() -> ValueFormat.of(type, format, List.of()))
        .isInstanceOfSatisfying(InvalidValue.class, e -> assertThat(e.member()).isEqualTo("format"))
        .hasMessage("format '" + format + "' " + problem);
  }

  @ParameterizedTest
  @EnumSource
  void blankFormatIsTheDefault(AttributeType type) {
    assertThat(ValueFormat.of(type, " ", List.of()))
        .isEqualTo(ValueFormat.of(type))
        .hasSameHashCodeAs(ValueFormat.of(type));
  }

  @Test
  void formatsWithDifferentPartsAreNotEqual() {
    ValueFormat select = ValueFormat.of(AttributeType.SELECT);
    assertThat(select)
        .isNotEqualTo(ValueFormat.of(AttributeType.DOUBLESELECT))
        .isNotEqualTo(
            ValueFormat.of(AttributeType.SELECT, null, List.of(new Option("a", null, "A"))))
        .hasToString("ValueFormat[type=SELECT, format=null, options=[]]");
    assertThat(ValueFormat.of(AttributeType.NUMBER))
        .isNotEqualTo(ValueFormat.of(AttributeType.NUMBER, "0", List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "SELECT | a | b | options 'Option[key1=a, key2=b, label=L]' is not an option of a select; allowed are key1 and label without key2",
        "SELECT | - | - | options 'Option[key1=null, key2=null, label=L]' is not an option of a select; allowed are key1 and label without key2",
        "SELECT | ' ' | - | key ' ' is not a key; a key is not blank and has no white space at its ends",
        "DOUBLESELECT | a | - | options 'Option[key1=a, key2=null, label=L]' is not an option of a doubleselect; allowed are key1, key2 and label",
        "DOUBLESELECT | a/b | c | key1 'a/b' has a slash; the first key is allowed any other character",
        "NUMBER | a | - | options '[Option[key1=a, key2=null, label=L]]' are not allowed; only select and doubleselect attributes have options",
      })
  void badOptionIsRefused(AttributeType type, String key1, String key2, String message) {
    List<Option> options = List.of(new Option(key1, key2, "L"));
    assertThatThrownBy(() -> ValueFormat.of(type, null, options))
        .isInstanceOf(InvalidValue.class)
        .hasMessage(message);
  }

  @Test
  void optionThatIsThereTwiceIsRefused() {
    List<Option> options = List.of(new Option("a", "b", "A"), new Option("a", "b", "B"));
    assertThatThrownBy(() -> ValueFormat.of(AttributeType.DOUBLESELECT, null, options))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("options 'a/b' is there twice; each option is allowed once");
  }
}
