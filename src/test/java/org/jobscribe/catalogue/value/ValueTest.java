package org.jobscribe.catalogue.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "string | a | a | true",
        "text | a | A | false",
        "text | a | 'a ' | false",
        "number | 1.0 | 1.00 | true",
        "number | 0 | 0.000 | true",
        "number | 1000 | 1e3 | true",
        "number | 1 | 1.01 | false",
        "date | 16-03-2020 | 2020-03-16 | true",
        "date | 16-03-2020 | 17-03-2020 | false",
        "currency | 12.5 AUD | AUD 12.50 | true",
        "currency | 12.5 AUD | 12.5 USD | false",
        "length | 100 cm | 100.0 cm | true",
        "length | 100 cm | 1 m | false",
        "width | 100 cm | 1 m | false",
        "height | 10 mm | 1 cm | false",
        "volume | 1 l | 1000 ml | false",
        "weight | 1 kg | 1000 g | false",
        "area | 1 m | 1 m2 | true",
        "area | 1 m2 | 10000 cm2 | false",
        "dimension | 1 x 2 x 3 cm | 1.0x2.0x3.0cm | true",
        "dimension | 1 x 2 x 3 cm | 10 x 20 x 30 mm | false",
        "dimension | 1 x 2 x 3 cm | 3 x 2 x 1 cm | false",
        "select | r | Red | true",
        "select | r | g | false",
        "doubleselect | au/vic | Victoria | true",
        "doubleselect | au/nsw | za/nsw | false",
      })
  void valuesAreTheSameIfTheyAreShownTheSame(String type, String one, String other, boolean same) {
    ValueFormat format = Samples.format(type);
    assertThat(format.parse(one).sameAs(format.parse(other))).isEqualTo(same);
    assertThat(format.parse(other).sameAs(format.parse(one))).isEqualTo(same);
  }

  @Test
  void noValueIsNeverTheSame() {
    assertThat(new NumberValue(BigDecimal.ZERO).sameAs(null)).isFalse();
  }

  @Test
  void valuesOfDifferentTypesAreNotTheSame() {
    assertThat(
            new TextValue(AttributeType.STRING, "a").sameAs(new TextValue(AttributeType.TEXT, "a")))
        .isFalse();
    assertThat(
            new MeasureValue(AttributeType.WIDTH, BigDecimal.ONE, Unit.M)
                .sameAs(new MeasureValue(AttributeType.LENGTH, BigDecimal.ONE, Unit.M)))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e37",
        "99999999999999999999999999999999999999",
        "0.000000000000000001",
        "-1e37",
        "12345678901234567890.123456789012345678",
        "0e999999999",
        "1.000000000000000000000"
      })
  void numberWithinTheLimitsIsAllowed(String number) {
    NumberValue value = new NumberValue(new BigDecimal(number));
    assertThat(value.value()).isEqualByComparingTo(number);
    assertThat(value.value().scale()).isBetween(0, 18);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e38",
        "1e999999999",
        "1e-999999999",
        "100e2147483647",
        "0.0000000000000000001",
        "123456789012345678901234567890123456789",
        "123456789012345678901.123456789012345678"
      })
  void numberBeyondTheLimitsIsRefused(String number) {
    BigDecimal decimal = new BigDecimal(number);
    assertThatThrownBy(() -> new NumberValue(decimal))
        .isInstanceOf(InvalidValue.class)
        .hasMessage(
            "value '"
                + decimal
                + "' is out of range; allowed are numbers such as 12.5 of at most 38 digits, 18 of"
                + " them after the decimal point");
  }

  @Test
  void textWithinTheLimitsIsAllowed() {
    String text = "\n\t\u0001 é 漢 \uD83D\uDE00" + "a".repeat(29_990);
    assertThat(text).hasSize(30_000);
    assertThat(new TextValue(AttributeType.TEXT, text).value()).isEqualTo(text);
  }

  @Test
  void textBeyondTheLimitsIsRefused() {
    assertRefused(
        "a".repeat(30_001), "value 'aaa", "has 30001 characters; at most 30,000 are allowed");
    assertRefused(
        "a\0b", "value 'a\uFFFDb' has", "has the character U+0000; any other character is allowed");
    String unpaired = "has an unpaired surrogate; only whole Unicode characters are allowed";
    assertRefused("a\uD83D", "value 'a\uFFFD' has", unpaired);
    assertRefused("\uDE00\uD83D", "value '\uFFFD\uFFFD' has", unpaired);
  }

  private static void assertRefused(String text, String start, String end) {
    assertThatThrownBy(() -> new TextValue(AttributeType.STRING, text))
        .isInstanceOf(InvalidValue.class)
        .hasMessageStartingWith(start)
        .hasMessageEndingWith(end);
  }

  @Test
  void messageShowsOneHundredCharactersOfTheValue() {
    InvalidValue refused = new InvalidValue("key", "k".repeat(101), "is bad");
    assertThat(refused.value()).isEqualTo("k".repeat(100) + "…");
    assertThat(refused.member()).isEqualTo("key");
    assertThat(new InvalidValue("key", null, "is missing").value()).isNull();
  }

  @Test
  void dateOutsideTheYearsIsRefused() {
    assertThat(new DateValue(LocalDate.of(1, 1, 1)).value()).isEqualTo("0001-01-01");
    for (LocalDate date : new LocalDate[] {LocalDate.of(0, 12, 31), LocalDate.of(10_000, 1, 1)}) {
      assertThatThrownBy(() -> new DateValue(date))
          .isInstanceOf(InvalidValue.class)
          .hasMessage("value '" + date + "' is out of range; the years 1 to 9999 are allowed");
    }
  }

  @Test
  void unitOfAnotherQuantityIsRefused() {
    assertThatThrownBy(() -> new MeasureValue(AttributeType.VOLUME, BigDecimal.ONE, Unit.KG))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("unit 'kg' is not one of ml, l");
    assertThatThrownBy(
            () -> new DimensionValue(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, Unit.M2))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("unit 'm2' is not one of mm, cm, m");
  }

  @Test
  void recordOfAnotherTypeIsAMistakeOfTheProgram() {
    assertThatThrownBy(() -> new TextValue(AttributeType.NUMBER, "1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MeasureValue(AttributeType.DIMENSION, BigDecimal.ONE, Unit.M))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
