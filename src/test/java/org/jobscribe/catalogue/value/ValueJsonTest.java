package org.jobscribe.catalogue.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueJsonTest {
  private static final String WRITTEN =
      """
      {'type':'string','value':'a b'}
      {'type':'text','value':''}
      {'type':'number','value':12.5}
      {'type':'number','value':1000}
      {'type':'number','value':0.000000000000000001}
      {'type':'number','value':10000000000000000000000000000000000000}
      {'type':'number','value':-0.5}
      {'type':'date','value':'16-03-2020'}
      {'type':'currency','value':12.5,'country':'AUD'}
      {'type':'volume','value':3,'unit':'l'}
      {'type':'dimension','length':1,'width':2.5,'height':0.0000001,'unit':'cm'}
      {'type':'area','value':3,'unit':'m2'}
      {'type':'length','value':3,'unit':'mm'}
      {'type':'width','value':3,'unit':'cm'}
      {'type':'height','value':3,'unit':'m'}
      {'type':'weight','value':3,'unit':'kg'}
      {'type':'select','key':'r'}
      {'type':'doubleselect','key1':'au','key2':'vic'}
      """;

  static Stream<String> written() {
    return WRITTEN.lines();
  }

  @ParameterizedTest
  @MethodSource("written")
  void valIsWrittenAsItWasRead(String singleQuoted) {
    JsonObject val = Samples.json(singleQuoted);
    ValueFormat format = Samples.format(val.getString("type"));
    assertThat(format.write(format.read(val)).toString())
        .isEqualTo(singleQuoted.replace('\'', '"'));
    assertThat(format.write(format.read(val))).isEqualTo(val);
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeIsAmongTheWritten(AttributeType type) {
    assertThat(written().map(val -> Samples.json(val).getString("type"))).contains(type.wireName());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'number','value':1e3} | {'type':'number','value':1000}",
        "{'type':'number','value':1.50} | {'type':'number','value':1.5}",
        "{'type':'number','value':'1.50'} | {'type':'number','value':1.5}",
        "{'type':'number','value':'-.5'} | {'type':'number','value':-0.5}",
        "{'type':'number','value':'1E-7'} | {'type':'number','value':0.0000001}",
        "{'type':'number','value':0e99} | {'type':'number','value':0}",
        "{'type':'number','value':-0.0} | {'type':'number','value':0}",
        "{'value':1,'type':'number'} | {'type':'number','value':1}",
        "{'type':'number','value':1,'more':null} | {'type':'number','value':1}",
        "{'type':'date','value':'2020-03-16'} | {'type':'date','value':'16-03-2020'}",
        "{'type':'currency','country':'AUD','value':'1'} | {'type':'currency','value':1,'country':'AUD'}",
        "{'type':'area','value':1,'unit':'cm'} | {'type':'area','value':1,'unit':'cm2'}",
        "{'type':'dimension','unit':'m','length':'1','height':3,'width':2} |"
            + " {'type':'dimension','length':1,'width':2,'height':3,'unit':'m'}",
      })
  void valIsWrittenInOneForm(String read, String written) {
    JsonObject val = Samples.json(read);
    ValueFormat format = Samples.format(val.getString("type"));
    assertThat(format.write(format.read(val)).toString()).isEqualTo(written.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "number | {} | type | type is missing; a number value must have it",
        "number | {'type':7,'value':1} | type | type '7' is not a string; in a number only a string is allowed",
        "number | {'type':'text','value':'1'} | type | type 'text' is not the attribute's, number",
        "string | {'type':'text','value':'1'} | type | type 'text' is not the attribute's, string",
        "string | {'type':'string'} | value | value is missing; a string value must have it",
        "string | {'type':'string','value':null} | value | value is missing; a string value must have it",
        "string | {'type':'string','value':1} | value | value '1' is not a string; in a string only a string is allowed",
        "number | {'type':'number'} | value | value is missing; a number value must have it",
        "number | {'type':'number','value':true} | value | value 'true' is not a number; allowed are numbers such as 12.5 of at most 38 digits, 18 of them after the decimal point",
        "number | {'type':'number','value':{}} | value | value '{}' is not a number; allowed are numbers such as 12.5 of at most 38 digits, 18 of them after the decimal point",
        "number | {'type':'number','value':1e999999999} | value | value '1E+999999999' is out of range; allowed are numbers such as 12.5 of at most 38 digits, 18 of them after the decimal point",
        "date | {'type':'date','value':'31-02-2020'} | value | value '31-02-2020' is not a date; allowed are the formats DD-MM-YYYY and YYYY-MM-DD",
        "date | {'type':'date','value':20200316} | value | value '20200316' is not a string; in a date only a string is allowed",
        "currency | {'type':'currency','value':1} | country | country is missing; a currency value must have it",
        "currency | {'type':'currency','value':1,'country':'Australia'} | country | country 'Australia' is not an ISO 4217 currency code in upper case, such as AUD",
        "currency | {'type':'currency','value':1,'country':'aud'} | country | country 'aud' is not an ISO 4217 currency code in upper case, such as AUD",
        "currency | {'type':'currency','country':'AUD'} | value | value is missing; a currency value must have it",
        "volume | {'type':'volume','value':1} | unit | unit is missing; a volume value must have it",
        "volume | {'type':'volume','value':1,'unit':'kg'} | unit | unit 'kg' is not one of ml, l",
        "area | {'type':'area','value':1,'unit':'ha'} | unit | unit 'ha' is not one of mm2, cm2, m2",
        "length | {'type':'length','value':1,'unit':'in'} | unit | unit 'in' is not one of mm, cm, m",
        "width | {'type':'width','value':1,'unit':'m2'} | unit | unit 'm2' is not one of mm, cm, m",
        "height | {'type':'height','value':1,'unit':1} | unit | unit '1' is not a string; in a height only a string is allowed",
        "weight | {'type':'weight','value':1,'unit':'lb'} | unit | unit 'lb' is not one of mg, g, kg",
        "dimension | {'type':'dimension','width':2,'height':3,'unit':'m'} | length | length is missing; a dimension value must have it",
        "dimension | {'type':'dimension','length':1,'height':3,'unit':'m'} | width | width is missing; a dimension value must have it",
        "dimension | {'type':'dimension','length':1,'width':2,'unit':'m'} | height | height is missing; a dimension value must have it",
        "dimension | {'type':'dimension','length':1,'width':2,'height':3,'unit':'l'} | unit | unit 'l' is not one of mm, cm, m",
        "dimension | {'type':'dimension','length':1,'width':2,'height':1e38,'unit':'m'} | height | height '1E+38' is out of range; allowed are numbers such as 12.5 of at most 38 digits, 18 of them after the decimal point",
        "select | {'type':'select'} | key | key is missing; a select value must have it",
        "select | {'type':'select','key':'Red'} | key | key 'Red' is not an option; allowed are r, g, dr, a, z, plain",
        "doubleselect | {'type':'doubleselect','key1':'au'} | key2 | key2 is missing; a doubleselect value must have it",
        "doubleselect | {'type':'doubleselect','key1':'vic','key2':'au'} | key2 | key2 'vic/au' is not an option; allowed are au/vic, au/nsw, za/nsw, us/fl",
        "doubleselect | {'type':'doubleselect','key1':'a/b','key2':'c'} | key1 | key1 'a/b' has a slash; the first key is allowed any other character",
      })
  void badValIsRefused(String type, String val, String member, String message) {
    assertThatThrownBy(() -> Samples.format(type).read(Samples.json(val)))
        .isInstanceOfSatisfying(InvalidValue.class, e -> assertThat(e.member()).isEqualTo(member))
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "NaN",
        "Infinity",
        "-Infinity",
        "1,5",
        "0x10",
        "1f",
        "1 2",
        "٣",
        "e5",
        ".",
        "--1",
        "1e9999999999"
      })
  void stringThatIsNoNumberIsRefused(String number) {
    JsonObject val = Samples.json("{'type':'number','value':'" + number + "'}");
    assertThatThrownBy(() -> Samples.format("number").read(val))
        .isInstanceOf(InvalidValue.class)
        .hasMessageStartingWith(
            "value '" + number + "' is not a number; allowed are numbers such as 12.5");
  }

  @Test
  void veryLongNumberIsRefused() {
    for (String quote : new String[] {"", "'"}) {
      String number = quote + "1".repeat(1_000) + quote;
      assertThatThrownBy(
              () ->
                  Samples.format("number")
                      .read(Samples.json("{'type':'number','value':" + number + "}")))
          .isInstanceOf(InvalidValue.class)
          .hasMessageStartingWith("value '1111")
          .hasMessageContaining("at most 38 digits");
    }
  }

  @ParameterizedTest
  @EnumSource
  void missingValIsRefused(AttributeType type) {
    assertThatThrownBy(() -> Samples.format(type).read(null))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("val is missing; a " + type.wireName() + " value is allowed");
  }

  @Test
  void anyKeyIsAllowedWithoutOptions() {
    JsonObject select = Samples.json("{'type':'select','key':'any'}");
    JsonObject both = Samples.json("{'type':'doubleselect','key1':'any','key2':'a/b'}");
    assertThat(ValueFormat.of(AttributeType.SELECT).read(select)).isEqualTo(new SelectValue("any"));
    assertThat(ValueFormat.of(AttributeType.DOUBLESELECT).read(both))
        .isEqualTo(new DoubleSelectValue("any", "a/b"));
  }

  @Test
  void dateIsWrittenInTheAttributesFormat() {
    ValueFormat format = ValueFormat.of(AttributeType.DATE, "M/D/YYYY", List.of());
    JsonObject val = Samples.json("{'type':'date','value':'2020-03-06'}");
    assertThat(format.write(format.read(val)).getString("value")).isEqualTo("3/6/2020");
  }

  @Test
  void numberFormatDoesNotTouchTheValue() {
    ValueFormat format = ValueFormat.of(AttributeType.NUMBER, "0.0", List.of());
    JsonObject val = Samples.json("{'type':'number','value':1.2345}");
    assertThat(format.write(format.read(val))).isEqualTo(val);
  }

  @Test
  void valueOfAnotherTypeIsNotWritten() {
    assertThatThrownBy(() -> Samples.format("number").write(new TextValue(AttributeType.TEXT, "1")))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("type 'text' is not the attribute's, number");
  }

  @Test
  void writtenNumberIsAJsonNumberLikeAnyOther() {
    PlainNumber number = new PlainNumber(new BigDecimal("12"));
    assertThat(number.isIntegral()).isTrue();
    assertThat(number.intValue()).isEqualTo(number.intValueExact()).isEqualTo(12);
    assertThat(number.longValue()).isEqualTo(number.longValueExact()).isEqualTo(12);
    assertThat(number.bigIntegerValue()).isEqualTo(number.bigIntegerValueExact()).isEqualTo(12);
    assertThat(number.doubleValue()).isEqualTo(12.0);
    assertThat(number).isEqualTo(Json.createValue(12)).hasSameHashCodeAs(Json.createValue(12));
    assertThat(Json.createValue(12)).isEqualTo(number);
    assertThat(new PlainNumber(new BigDecimal("0.5")).isIntegral()).isFalse();
  }
}
