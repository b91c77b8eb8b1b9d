package org.jobscribe.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.jobscribe.MapConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencySettingsTest {

  private static IdempotencySettings of(String lifetime) {
    return IdempotencySettings.of(
        new MapConfig(Map.of("jobscribe.idempotency.lifetime", lifetime)));
  }

  @ParameterizedTest
  @CsvSource({"PT24H,24", "P1D,24", "P30D,720"})
  void aLifetimeIsADuration(String text, long hours) {
    assertThat(of(text).lifetime()).isEqualTo(Duration.ofHours(hours));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1M", "PT60S", "P30D", "PT720H"})
  void theEndsOfTheRangeAreAllowed(String text) {
    assertThat(of(text).lifetime()).isEqualTo(Duration.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT59.999S", "P30DT0.001S", "-PT1H", "24", "P1M", ""})
  void anotherValueIsToldWithItsKeyAndWhatIsAllowed(String text) {
    assertThatThrownBy(() -> of(text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "jobscribe.idempotency.lifetime (JOBSCRIBE_IDEMPOTENCY_LIFETIME) is '%s'; allowed is an ISO 8601 duration from PT1M to P30D",
            text);
  }
}
