package org.jobscribe.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anObjectIsRead() {
    assertThat(JsonText.readObject("{\"a\":1}")).hasToString("{\"a\":1}");
    assertThat(JsonText.readObject(stream(" {\"a\":1} "))).hasToString("{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"a\":", "{\"a\":1", "{\"a\":\"x", "{\"a\":x}", "[1]", "1", "{} x"})
  void whatIsNoObjectIsAJsonException(String text) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThatThrownBy(() -> JsonText.readObject(text)).isInstanceOf(JsonException.class);
          assertThatThrownBy(() -> JsonText.readObject(stream(text)))
              .isInstanceOf(JsonException.class);
        });
  }

  @Test
  void whatTheProviderItselfRefusesIsAJsonException() {
    for (String value :
        new String[] {
          "[".repeat(5_000) + "]".repeat(5_000), "1".repeat(1_200), "1e99999999999", "1e-2147483648"
        }) {
      assertThatThrownBy(() -> JsonText.readObject(stream("{\"a\":" + value + "}")))
          .isInstanceOf(JsonException.class);
    }
  }

  @Test
  void anotherThingThanAnObjectIsToldWithoutClassNames() {
    assertThatThrownBy(() -> JsonText.readObject(stream("[1]")))
        .hasMessage("it is not one JSON object");
    assertThatThrownBy(() -> JsonText.readArray("{}")).hasMessage("it is not one JSON array");
  }
}
