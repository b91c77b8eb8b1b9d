package org.jobscribe.catalogue.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  private static final ValueFormat STRING = ValueFormat.of(AttributeType.STRING);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "string | regexp | abc123 | [0-9]+ | true",
        "string | regexp | abc | [0-9]+ | false",
        "string | regexp | abc | ^b | false",
        "text | regexp | ABC | (?i)b | true",
        "text | contain | a.c | . | true",
        "text | contain | abc | . | false",
        "number | regexp | 12.5 | ^12\\.[0-9]$ | true",
        "number | contain | 12.5 | 2. | true",
        "number | contain | 125 | 2. | false",
        "date | regexp | 16-03-2020 | ^16-.*2020$ | true",
        "date | contain | 16-03-2020 | -03- | true",
        "currency | regexp | 12.50 AUD | ^12.5 [A-Z]{3}$ | true",
        "currency | contain | 12.50 AUD | USD | false",
        "volume | regexp | 3l | ^3 m?l$ | true",
        "area | contain | 3 cm | cm2 | true",
        "length | contain | 3 cm | cm2 | false",
        "width | regexp | 3 cm | ^3 cm$ | true",
        "height | regexp | 3 cm | mm | false",
        "weight | contain | 3 kg | kg | true",
        "dimension | regexp | 1x2x3mm | ^1 x 2 x 3 mm$ | true",
        "select | regexp | r | ^Red$ | true",
        "select | contain | r | r | false",
        "doubleselect | contain | au/nsw | South | true",
        "doubleselect | regexp | us/fl | ^us/fl$ | true",
      })
  void textIsSearchedInTheReadableTextOfAnyType(
      String type, String operator, String cell, String operand, boolean holds) {
    ValueFormat format = Samples.format(type);
    for (AttributeType operandType :
        new AttributeType[] {AttributeType.STRING, AttributeType.TEXT}) {
      JsonObject val = ValueFormat.of(operandType).write(new TextValue(operandType, operand));
      Condition condition = Condition.read(format, Operator.of(operator), val);
      assertThat(condition.holds(format.parse(cell))).isEqualTo(holds);
    }
  }

  @Test
  void patternOfAnotherTypeIsNoPattern() {
    ValueFormat format = ValueFormat.of(AttributeType.NUMBER);
    Condition condition = Condition.of(format, Operator.of("regexp"), format.parse("1.5"));
    assertThat(condition.holds(format.parse("1.5"))).isTrue();
    assertThat(condition.holds(format.parse("125"))).isFalse();
  }

  @Test
  void readConvertsTheOperand() {
    ValueFormat volume = ValueFormat.of(AttributeType.VOLUME);
    JsonObject val = Samples.json("{'type':'volume','value':'1','unit':'l'}");
    Condition condition = Condition.read(volume, Operator.of("not eq"), val);
    assertThat(condition.operand()).contains(volume.parse("1 l"));
    assertThat(condition.operator()).isEqualTo(Operator.of("not eq"));
    assertThat(condition.holds(volume.parse("1000 ml"))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void emptyNeedsNoOperandAndIgnoresOne(AttributeType type) {
    JsonObject nonsense = Samples.json("{'type':'nonsense'}");
    assertThat(Condition.read(Samples.format(type), Operator.of("empty"), null).holds(null))
        .isTrue();
    Condition notEmpty = Condition.read(Samples.format(type), Operator.of("not empty"), nonsense);
    assertThat(notEmpty.holds(null)).isFalse();
    assertThat(notEmpty.operand()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"eq", "gt", "gte", "lt", "lte", "contain", "regexp", "not eq"})
  void missingOperandIsRefused(String operator) {
    assertThatThrownBy(() -> Condition.of(STRING, Operator.of(operator), null))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("val is missing; the operator " + operator + " must have a value");
    assertThatThrownBy(() -> Condition.read(STRING, Operator.of(operator), null))
        .isInstanceOf(InvalidValue.class)
        .hasMessageStartingWith("val is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eq", "gt", "gte", "lt", "lte"})
  void operandOfAnotherTypeIsRefused(String operator) {
    ValueFormat number = ValueFormat.of(AttributeType.NUMBER);
    JsonObject val = Samples.json("{'type':'string','value':'1'}");
    assertThatThrownBy(() -> Condition.read(number, Operator.of(operator), val))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("type 'string' is not the attribute's, number");
    assertThatThrownBy(() -> Condition.of(number, Operator.of(operator), STRING.parse("1")))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("type 'string' is not the attribute's, number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eq", "gt", "gte", "lt", "lte", "contain", "regexp"})
  void actualOfAnotherTypeIsRefused(String operator) {
    Condition condition = Condition.of(STRING, Operator.of(operator), STRING.parse("1"));
    assertThatThrownBy(() -> condition.holds(ValueFormat.of(AttributeType.NUMBER).parse("1")))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("type 'number' is not the attribute's, string");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a", "(a", "a**", "(?=a)", "(a)\\1", "*", "a{12345}"})
  void badPatternIsRefused(String pattern) {
    assertThatThrownBy(() -> regexp(pattern))
        .isInstanceOf(InvalidValue.class)
        .hasMessageStartingWith("value '" + pattern + "' is not a regular expression")
        .hasMessageEndingWith("allowed is RE2 syntax, without lookaround and back references");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "(a{2}){501}",
        "a{1001}",
        "(?:(?:a{1000})\\Q\\E{1000})\\Q\\E{1000}",
        "a{1000}(?i){1000}",
        "(a?){1000}",
        "((a{30}){30}){2,}"
      })
  void patternThatWouldGrowIsRefused(String pattern) {
    assertThatThrownBy(() -> regexp(pattern))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining(
            "is too large a regular expression; allowed are at most 1,000 characters");
  }

  @Test
  void longPatternIsRefused() {
    assertThat(regexp("a".repeat(1_000)).holds(STRING.parse("a".repeat(1_000)))).isTrue();
    assertThatThrownBy(() -> regexp("(".repeat(10_000))).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> regexp("a".repeat(1_001))).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(a+)+$", "(a|aa)+$", "(a*)*c", "(.*a){12}c", "(x+x+)+y", "([0-9]{4}-){2}"})
  void patternCannotHangTheServer(String pattern) {
    Condition condition = regexp(pattern);
    Value text = STRING.parse("a".repeat(29_999) + "b");
    assertTimeout(Duration.ofSeconds(1), () -> assertThat(condition.holds(text)).isFalse());
  }

  private static Condition regexp(String pattern) {
    return Condition.of(STRING, Operator.of("regexp"), STRING.parse(pattern));
  }
}
