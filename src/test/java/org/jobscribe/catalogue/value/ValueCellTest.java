package org.jobscribe.catalogue.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells of a CSV file and readable text. */
class ValueCellTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "string | - | ' a ' | ' a '",
        "text | - | '12,5' | '12,5'",
        "number | - | ' 12.50 ' | 12.5",
        "number | - | 1e3 | 1000",
        "number | - | 0.0000001 | 0.0000001",
        "number | 0.00 | 12.5 | 12.50",
        "number | #,##0.00 | 1,234.5 | 1,234.50",
        "number | #,##0.00 | 1234567.5 | 1,234,567.50",
        "number | #,##0.00 | -0.5 | -0.50",
        "number | 0.## | 3 | 3",
        "date | - | ' 16-03-2020 ' | 16-03-2020",
        "date | - | 2020-03-16 | 16-03-2020",
        "date | D/M/YYYY | 6/3/2020 | 6/3/2020",
        "date | YYYY.MM.DD | 2020.03.06 | 2020.03.06",
        "date | YYYYMMDD | 20200306 | 20200306",
        "date | YYYY-DD-MM | 2020-06-03 | 2020-06-03",
        "date | MM-DD-YYYY | 0099-03-06 | 03-06-0099",
        "currency | - | 12.50 AUD | 12.5 AUD",
        "currency | - | AUD 12.50 | 12.5 AUD",
        "currency | - | 12.50AUD | 12.5 AUD",
        "currency | #,##0.00 | JPY1,000 | 1,000.00 JPY",
        "volume | - | 3 l | 3 l",
        "volume | - | 3l | 3 l",
        "volume | - | -1.50 ml | -1.5 ml",
        "volume | 0.0 | 3l | 3.0 l",
        "area | - | 3 m2 | 3 m2",
        "area | - | 3cm | 3 cm2",
        "length | - | 3mm | 3 mm",
        "width | - | 3 cm | 3 cm",
        "height | - | 3 m | 3 m",
        "weight | - | 3kg | 3 kg",
        "dimension | - | 1 x 2 x 3 cm | 1 x 2 x 3 cm",
        "dimension | - | 1x2x3cm | 1 x 2 x 3 cm",
        "dimension | - | 1×2.50×3 mm | 1 x 2.5 x 3 mm",
        "dimension | 0.0 | 1x2x3cm | 1.0 x 2.0 x 3.0 cm",
        "select | - | r | Red",
        "select | - | ' Dark Red ' | Dark Red",
        "select | - | plain | plain",
        "doubleselect | - | au/vic | Victoria",
        "doubleselect | - | au / nsw | New South Wales",
        "doubleselect | - | South | South",
        "doubleselect | - | us/fl | us/fl",
      })
  void cellIsReadAndShown(String type, String pattern, String cell, String text) {
    ValueFormat plain = Samples.format(type);
    ValueFormat format = ValueFormat.of(plain.type(), pattern, plain.options());
    Value value = format.parse(cell);
    assertThat(format.text(value)).isEqualTo(text);
    assertThat(format.parse(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "number | twelve | value 'twelve' is not a number; allowed are numbers such as 12.5 of at most 38 digits, 18 of them after the decimal point",
        "number | 1,234 | value '1,234' is not a number; allowed are numbers such as 12.5 of at most 38 digits, 18 of them after the decimal point",
        "date | 3/16/2020 | value '3/16/2020' is not a date; allowed are the formats DD-MM-YYYY and YYYY-MM-DD",
        "date | 2020-02-30 | value '2020-02-30' is not a date; allowed are the formats DD-MM-YYYY and YYYY-MM-DD",
        "date | 16-03-20 | value '16-03-20' is not a date; allowed are the formats DD-MM-YYYY and YYYY-MM-DD",
        "currency | 12.50 | value '12.50' is not an amount of money; allowed are an amount and an ISO 4217 currency code, such as 12.50 AUD or AUD 12.50",
        "currency | 12.50 $ | value '12.50 $' is not an amount of money; allowed are an amount and an ISO 4217 currency code, such as 12.50 AUD or AUD 12.50",
        "currency | 12.50 aud | country 'aud' is not an ISO 4217 currency code in upper case, such as AUD",
        "currency | 1.2.3 AUD | value '1.2.3' is not a number; allowed are numbers such as 12.5 of at most 38 digits, 18 of them after the decimal point",
        "volume | 3 | value '3' has no unit; allowed are ml, l",
        "volume | l | value 'l' is not a volume; allowed are a number and one of ml, l, such as 3 ml",
        "volume | 3 kg | unit 'kg' is not one of ml, l",
        "area | 3 | value '3' has no unit; allowed are mm2, cm2, m2",
        "area | 3 ha | unit 'ha' is not one of mm2, cm2, m2",
        "length | 3 | value '3' has no unit; allowed are mm, cm, m",
        "width | 1,5 m | value '1,5' is not a number; allowed are numbers such as 12.5 of at most 38 digits, 18 of them after the decimal point",
        "height | m 3 | value 'm 3' is not a height; allowed are a number and one of mm, cm, m, such as 3 mm",
        "weight | 3 | value '3' has no unit; allowed are mg, g, kg",
        "dimension | 1 x 2 cm | value '1 x 2 cm' is not a dimension; allowed are three numbers and one of mm, cm, m, such as 1 x 2 x 3 cm",
        "dimension | 1 x 2 x 3 | value '1 x 2 x 3' has no unit; allowed are mm, cm, m",
        "dimension | 1 x 2 x 3 l | unit 'l' is not one of mm, cm, m",
        "dimension | 1 x 2- x 3 m | width '2-' is not a number; allowed are numbers such as 12.5 of at most 38 digits, 18 of them after the decimal point",
        "select | red | key 'red' is not an option; allowed are r, g, dr, a, z, plain",
        "doubleselect | vic | value 'vic' is not an option; allowed are au/vic, au/nsw, za/nsw, us/fl",
        "doubleselect | au/fl | key2 'au/fl' is not an option; allowed are au/vic, au/nsw, za/nsw, us/fl",
      })
  void badCellIsRefused(String type, String cell, String message) {
    assertThatThrownBy(() -> Samples.format(type).parse(cell))
        .isInstanceOf(InvalidValue.class)
        .hasMessage(message);
  }

  @Test
  void cellWithoutOptionsIsTheKeys() {
    ValueFormat format = ValueFormat.of(AttributeType.DOUBLESELECT);
    assertThat(format.parse("a / b/c")).isEqualTo(new DoubleSelectValue("a", "b/c"));
    assertThat(format.text(format.parse("a/b/c"))).isEqualTo("a/b/c");
    assertThat(ValueFormat.of(AttributeType.SELECT).parse(" a ")).isEqualTo(new SelectValue("a"));
    assertThatThrownBy(() -> format.parse("ab"))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("value 'ab' is not an option; allowed are two keys, as in key1/key2");
    assertThatThrownBy(() -> format.parse("a/"))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("key2 '' is not a key; a key is not blank and has no white space at its ends");
  }

  @Test
  void labelOfTwoOptionsNamesNeither() {
    ValueFormat format =
        ValueFormat.of(
            AttributeType.DOUBLESELECT,
            null,
            List.of(new Option("us", "fl", "Melbourne"), new Option("au", "vic", "Melbourne")));
    assertThat(format.text(new DoubleSelectValue("us", "fl"))).isEqualTo("us/fl");
    assertThatThrownBy(() -> format.parse("Melbourne"))
        .isInstanceOf(InvalidValue.class)
        .hasMessageEndingWith("allowed are us/fl, au/vic");
  }

  @Test
  void keyComesBeforeLabel() {
    ValueFormat format =
        ValueFormat.of(
            AttributeType.SELECT,
            null,
            List.of(
                new Option("a", null, "b"),
                new Option("b", null, "c"),
                new Option("d", null, "d")));
    assertThat(format.parse("b")).isEqualTo(new SelectValue("b"));
    assertThat(format.text(new SelectValue("a"))).isEqualTo("a");
    assertThat(format.text(new SelectValue("b"))).isEqualTo("c");
    assertThat(format.text(new SelectValue("d"))).isEqualTo("d");
  }

  @Test
  void keyThatIsNoLongerAnOptionIsShown() {
    assertThat(Samples.format("select").text(new SelectValue("gone"))).isEqualTo("gone");
  }

  @Test
  void messageListsTwentyOptions() {
    List<Option> options =
        IntStream.range(0, 25).mapToObj(i -> new Option("k" + i, null, null)).toList();
    assertThatThrownBy(() -> ValueFormat.of(AttributeType.SELECT, null, options).parse("x"))
        .isInstanceOf(InvalidValue.class)
        .hasMessageEndingWith("k18, k19 and 5 more");
  }

  @ParameterizedTest
  @CsvSource({"0.0, 0.25, 0.3", "0.0, -0.04, 0.0", "0, 0.5, 1", "0.00, 1.005, 1.01"})
  void textIsRoundedHalfUp(String pattern, String cell, String text) {
    ValueFormat format = ValueFormat.of(AttributeType.NUMBER, pattern, List.of());
    assertThat(format.text(format.parse(cell))).isEqualTo(text);
  }

  @Test
  void thirtyEightDigitsAreShown() {
    ValueFormat format = ValueFormat.of(AttributeType.NUMBER, "#,##0.0", List.of());
    Value value = format.parse("12345678901234567890123456789012345678");
    assertThat(format.text(value))
        .isEqualTo("12,345,678,901,234,567,890,123,456,789,012,345,678.0");
    assertThat(format.parse(format.text(value))).isEqualTo(value);
  }

  @Test
  void valueOfAnotherTypeHasNoText() {
    assertThatThrownBy(() -> Samples.format("length").text(Samples.format("width").parse("1 m")))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("type 'width' is not the attribute's, length");
  }
}
