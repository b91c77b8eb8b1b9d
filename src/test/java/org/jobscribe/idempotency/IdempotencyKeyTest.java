package org.jobscribe.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.jobscribe.problem.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

  private static final String LONGEST = "k".repeat(200);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      value = {
        "8e03978e-40d5-43dd-bc93-6894a57f9324,8e03978e-40d5-43dd-bc93-6894a57f9324",
        "\"8e03978e-40d5-43dd-bc93-6894a57f9324\",8e03978e-40d5-43dd-bc93-6894a57f9324",
        "k,k",
        "\"k\",k",
        "!~,!~",
        "\"!~\",!~",
        "\"a\\\"b\\\\c\",a\"b\\c",
        "a\\b,a\\b",
      })
  void aKeyIsTheSameWithItsQuotesAndWithout(String header, String key) {
    assertThat(IdempotencyKey.parse(header)).isEqualTo(key);
  }

  @Test
  void aKeyHasTwoHundredCharactersAtMost() {
    assertThat(IdempotencyKey.parse(LONGEST)).isEqualTo(LONGEST);
    assertThat(IdempotencyKey.parse('"' + LONGEST + '"')).isEqualTo(LONGEST);
    assertThat(IdempotencyKey.parse('"' + "\\\"".repeat(200) + '"')).hasSize(200);
  }

  static Stream<String> tooLong() {
    return Stream.of(LONGEST + "k", '"' + LONGEST + "k\"");
  }

  @ParameterizedTest
  @MethodSource("tooLong")
  @ValueSource(
      strings = {"", "\"\"", "\"", "\"k", "a b", "\"a b\"", "\"a\"b\"", "\"a\\b\"", "ä", "a\tb"})
  @ValueSource(strings = {"\"k\";p=1", "\"k\", \"k\"", "k, k", "\u007F"})
  void anotherValueIsToldWithWhatIsAllowed(String header) {
    assertThatThrownBy(() -> IdempotencyKey.parse(header))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refusal -> {
              assertThat(refusal.violations().get(0).location()).isEqualTo("header");
              assertThat(refusal.violations().get(0).param()).isEqualTo("Idempotency-Key");
            })
        .hasMessageStartingWith(
            "Idempotency-Key is '" + header.substring(0, Math.min(header.length(), 200)))
        .hasMessageEndingWith(
            "'; allowed are 1 to 200 visible ASCII characters, in double quotes or without");
  }
}
