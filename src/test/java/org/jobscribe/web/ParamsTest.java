package org.jobscribe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.jobscribe.problem.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParamsTest {

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "007,7", "9007199254740991,9007199254740991"})
  void aWholeNumberInThePathIsRead(String text, long number) {
    assertThat(Params.pathNumber("lastLogId", text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "+1",
        "1.0",
        "1e3",
        "0x1",
        "abc",
        "١",
        "9007199254740992",
        "99999999999999999999",
        "1\n"
      })
  void anythingElseInThePathIsRefused(String text) {
    assertThatThrownBy(() -> Params.pathNumber("lastLogId", text))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("lastLogId is '%s'; allowed is a whole number from 0 to 9007199254740991", text)
        .satisfies(
            e ->
                assertThat(((InvalidInput) e).violations().get(0))
                    .hasFieldOrPropertyWithValue("location", "path")
                    .hasFieldOrPropertyWithValue("param", "lastLogId")
                    .hasFieldOrPropertyWithValue("value", text));
  }

  @Test
  void anAbsentQueryParameterHasItsDefault() {
    assertThat(Params.queryNumber("limit", null, 1, 10, 7)).isEqualTo(7);
  }

  @Test
  void theEndsOfTheRangeAreAllowed() {
    assertThat(Params.queryNumber("limit", "1", 1, 10, 7)).isEqualTo(1);
    assertThat(Params.queryNumber("limit", "10", 1, 10, 7)).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "11", "-1", "ten", "99999999999999999999"})
  void anythingElseInTheQueryIsRefused(String text) {
    assertThatThrownBy(() -> Params.queryNumber("limit", text, 1, 10, 7))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("limit is '%s'; allowed is a whole number from 1 to 10", text);
  }

  @ParameterizedTest
  @CsvSource({
    "2020-03-16T03:57:23Z,2020-03-16T03:57:23.000Z",
    "2020-03-16T03:57:23.999999999Z,2020-03-16T03:57:23.999Z",
    "1969-12-31T23:59:59.999Z,1969-12-31T23:59:59.999Z",
    "2020-12-31T23:00:00.5-02:00,2021-01-01T01:00:00.500Z",
  })
  void datesAreUtcWithThreeDecimals(String date, String text) {
    assertThat(Iso.format(Instant.from(java.time.OffsetDateTime.parse(date)))).isEqualTo(text);
  }

  @Test
  void anInstantIsReadInAnyZone() {
    assertThat(Params.queryInstant("createdFrom", null)).isEmpty();
    assertThat(Params.queryInstant("createdFrom", "2026-11-01T02:00:00+02:00"))
        .contains(Instant.parse("2026-11-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-11-01",
        "2026-11-01T00:00:00",
        "-0001-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "-999999999-01-01T00:00:00Z",
        "+999999999-12-31T00:00:00Z"
      })
  void anythingElseIsNoInstant(String text) {
    assertThatThrownBy(() -> Params.queryInstant("createdFrom", text))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "createdFrom is '%s'; allowed is an ISO 8601 instant of the years 0000 to 9999, such as 2026-11-01T00:00:00Z",
            text);
  }
}
