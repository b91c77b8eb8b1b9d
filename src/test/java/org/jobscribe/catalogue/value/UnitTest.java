package org.jobscribe.catalogue.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnitTest {
  @ParameterizedTest
  @CsvSource({
    "1, CM, 10, MM",
    "1, M, 100, CM",
    "1, M, 1000, MM",
    "1, CM2, 100, MM2",
    "1, M2, 10000, CM2",
    "1, M2, 1000000, MM2",
    "1, L, 1000, ML",
    "1, G, 1000, MG",
    "1, KG, 1000, G",
    "1, KG, 1000000, MG",
    "0.0000000000000001, M2, 0.0000000001, MM2",
    "2.5, L, 2500, ML"
  })
  void amountsConvertExactlyInBothDirections(
      BigDecimal amount, Unit unit, BigDecimal other, Unit otherUnit) {
    assertThat(unit.convert(amount, otherUnit)).isEqualByComparingTo(other);
    assertThat(otherUnit.convert(other, unit)).isEqualByComparingTo(amount);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void conversionAndBackIsTheSameAmount(Unit unit, Unit other) {
    BigDecimal amount = new BigDecimal("12345678901234567890.123456789");
    assertThat(other.convert(unit.convert(amount, other), unit)).isEqualByComparingTo(amount);
  }

  static Stream<Arguments> pairs() {
    return Arrays.stream(Unit.values())
        .flatMap(unit -> unit.quantity().units().stream().map(other -> Arguments.of(unit, other)));
  }

  @Test
  void unitsOfDifferentQuantitiesDoNotConvert() {
    assertThatThrownBy(() -> Unit.L.convert(BigDecimal.ONE, Unit.KG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("l does not convert to kg");
  }

  @ParameterizedTest
  @EnumSource
  void unitIsFoundByItsWireName(Unit unit) {
    assertThat(unit.quantity().unit(unit.wireName())).isEqualTo(unit);
  }

  @ParameterizedTest
  @CsvSource({"mm, MM2", "cm, CM2", "m, M2"})
  void areaAcceptsTheLengthsOfTheOriginal(String name, Unit unit) {
    assertThat(Quantity.AREA.unit(name)).isEqualTo(unit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LENGTH | cm2 | mm, cm, m",
        "LENGTH | CM | mm, cm, m",
        "AREA | l | mm2, cm2, m2",
        "VOLUME | cl | ml, l",
        "WEIGHT | t | mg, g, kg"
      })
  void unknownUnitIsRefused(Quantity quantity, String name, String allowed) {
    assertThatThrownBy(() -> quantity.unit(name))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("unit '" + name + "' is not one of " + allowed);
  }
}
