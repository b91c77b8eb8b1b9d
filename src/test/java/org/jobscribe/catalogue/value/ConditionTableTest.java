package org.jobscribe.catalogue.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every type with every operator: a row names all comparisons that hold; each row is asked for all
 * 16 operators.
 */
class ConditionTableTest {
  /** types | actual, none if there is no value, &lt;&gt; around blanks | operand | what holds. */
  private static final String TABLE =
      """
      string text | b | a | gt gte
      string text | a | b | lt lte
      string text | a | a | eq gte lte contain regexp
      string text | ab | a | gt gte contain regexp
      string text | cab | b | gt gte contain regexp
      string text | a | ab | lt lte
      string text | B | a | lt lte
      string text | Abc | abc | lt lte
      string text | 10 | 9 | lt lte
      string text | \uD83D\uDE00 | \uE000 | gt gte
      string text | \uE000 | \uD83D\uDE00 | lt lte
      string text | \uD83D\uDE01 | \uD83D\uDE00 | gt gte
      string text | <> | a | empty lt lte
      string text | <  > | a | empty lt lte
      string text | none | a | empty
      number | 2 | 1 | gt gte
      number | 1 | 2 | lt lte
      number | 10 | 9 | gt gte
      number | -1 | 0 | lt lte
      number | 1.0 | 1.00 | eq gte lte contain regexp
      number | 1e3 | 1000 | eq gte lte contain regexp
      number | 12 | 2 | gt gte contain regexp
      number | 0 | 0 | eq gte lte contain regexp
      number | 0.00 | 1 | lt lte
      number | none | 0 | empty
      date | 02-01-2020 | 31-12-2019 | gt gte
      date | 31-12-2019 | 02-01-2020 | lt lte
      date | 16-03-2020 | 2020-03-16 | eq gte lte contain regexp
      date | none | 16-03-2020 | empty
      currency | 12.50 AUD | AUD 12.5 | eq gte lte contain regexp
      currency | 13 AUD | 12.5 AUD | gt gte
      currency | 12 AUD | 12.5 AUD | lt lte
      currency | 112.5 AUD | 12.5 AUD | gt gte contain regexp
      currency | 0 AUD | 0 AUD | eq gte lte contain regexp
      currency | 12.5 USD | 12.5 AUD |
      currency | 13 USD | 12.5 AUD |
      currency | 12 USD | 12.5 AUD |
      currency | none | 12.5 AUD | empty
      volume | 1 l | 1000 ml | eq gte lte
      volume | 1000 ml | 1 l | eq gte lte
      volume | 1 l | 999 ml | gt gte
      volume | 999.999 ml | 1 l | lt lte
      volume | 13 l | 3 l | gt gte contain regexp
      volume | 0 l | 0 ml | eq gte lte
      volume | none | 0 l | empty
      area | 1 m2 | 10000 cm2 | eq gte lte
      area | 1000000 mm2 | 1 m2 | eq gte lte
      area | 1 cm2 | 100 mm2 | eq gte lte
      area | 1 m | 1 m2 | eq gte lte contain regexp
      area | 1 m2 | 9999 cm2 | gt gte
      area | 1 cm2 | 1 m2 | lt lte
      area | 0 m2 | 0 m2 | eq gte lte contain regexp
      area | none | 0 m2 | empty
      length width height | 1 m | 100 cm | eq gte lte
      length width height | 1000 mm | 1 m | eq gte lte
      length width height | 1 cm | 10 mm | eq gte lte
      length width height | 1 m | 99 cm | gt gte
      length width height | 1 cm | 1 m | lt lte
      length width height | 13 cm | 3 cm | gt gte contain regexp
      length width height | 0 cm | 0 cm | eq gte lte contain regexp
      length width height | none | 0 m | empty
      weight | 1 kg | 1000 g | eq gte lte
      weight | 1000 mg | 1 g | eq gte lte
      weight | 1 kg | 999 g | gt gte
      weight | 1 kg | 1000001 mg | lt lte
      weight | 11 g | 1 g | gt gte contain regexp
      weight | 0 g | 0 g | eq gte lte contain regexp
      weight | none | 0 kg | empty
      dimension | 1 x 2 x 3 cm | 10 x 20 x 30 mm | eq gte lte
      dimension | 1 x 2 x 3 cm | 1 x 2 x 3 cm | eq gte lte contain regexp
      dimension | 1 x 2 x 3 cm | 3 x 2 x 1 cm | gte lte
      dimension | 1 x 2 x 4 cm | 1 x 2 x 3 cm | gt gte
      dimension | 1 x 3 x 3 cm | 1 x 2 x 3 cm | gt gte
      dimension | 2 x 2 x 3 cm | 1 x 2 x 3 cm | gt gte
      dimension | 0 x 2 x 3 cm | 0 x 3 x 3 cm | gte lte
      dimension | 2 x 2 x 2 cm | 1 x 1 x 9 cm | lt lte
      dimension | 1 x 1 x 1 m | 100 x 100 x 99 cm | gt gte
      dimension | 1 x 1 x 1 cm | 1 x 1 x 1 m | lt lte
      dimension | 11 x 2 x 3 cm | 1 x 2 x 3 cm | gt gte contain regexp
      dimension | 0 x 0 x 0 cm | 0 x 0 x 0 cm | eq gte lte contain regexp
      dimension | none | 0 x 0 x 0 cm | empty
      select | r | Red | eq gte lte contain regexp
      select | r | g | gt gte
      select | g | r | lt lte
      select | a | z | gt gte
      select | dr | r | lt lte contain regexp
      select | none | r | empty
      doubleselect | au/vic | Victoria | eq gte lte contain regexp
      doubleselect | au/vic | au/nsw | gt gte
      doubleselect | au/vic | us/fl | lt lte
      doubleselect | au/nsw | za/nsw | lt lte contain regexp
      doubleselect | none | us/fl | empty
      """;

  record Row(AttributeType type, String actual, String operand, Set<String> holding) {
    Value actualValue() {
      boolean blank = actual.startsWith("<");
      String cell = blank ? actual.substring(1, actual.length() - 1) : actual;
      return actual.equals("none") ? null : Samples.format(type).parse(cell);
    }

    Value operandValue() {
      return Samples.format(type).parse(operand);
    }
  }

  record Case(Row row, Operator operator) {
    boolean holds() {
      return Condition.of(Samples.format(row.type()), operator, row.operandValue())
          .holds(row.actualValue());
    }
  }

  static Stream<Row> rows() {
    return TABLE.lines().map(line -> line.split("\\|", -1)).flatMap(ConditionTableTest::rows);
  }

  static Stream<Case> cases() {
    return rows().flatMap(row -> operators().map(operator -> new Case(row, operator)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void operatorHoldsAsTheTableSays(Case given) {
    boolean named = given.row().holding().contains(given.operator().comparison().wireName());
    assertThat(given.holds()).isEqualTo(given.operator().negated() != named);
  }

  @ParameterizedTest
  @EnumSource
  void tableHasBothOutcomesOfEveryOperatorForEachType(AttributeType type) {
    for (Comparison comparison : Comparison.values()) {
      assertThat(rows().filter(row -> row.type() == type))
          .extracting(row -> row.holding().contains(comparison.wireName()))
          .as("%s %s", type, comparison)
          .contains(true, false);
    }
  }

  @Test
  void tableNamesOnlyKnownComparisons() {
    assertThat(rows().flatMap(row -> row.holding().stream()))
        .allSatisfy(name -> assertThat(Operator.of(name).wireName()).isEqualTo(name));
  }

  private static Stream<Operator> operators() {
    return Arrays.stream(Comparison.values())
        .flatMap(comparison -> Stream.of(false, true).map(not -> new Operator(comparison, not)));
  }

  private static Stream<Row> rows(String[] cells) {
    Set<String> holding =
        Arrays.stream(cells[3].strip().split(" "))
            .filter(n -> !n.isEmpty())
            .collect(Collectors.toSet());
    return Arrays.stream(cells[0].strip().split(" "))
        .map(type -> new Row(AttributeType.of(type), cells[1].strip(), cells[2].strip(), holding));
  }
}
