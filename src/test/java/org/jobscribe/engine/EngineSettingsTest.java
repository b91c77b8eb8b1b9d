package org.jobscribe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jobscribe.MapConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineSettingsTest {

  private static EngineSettings with(String key, String value) {
    Map<String, String> values = new HashMap<>();
    values.put("jobscribe.engine.threads", "4");
    values.put("jobscribe.engine.lease", "PT10S");
    values.put("jobscribe.engine.poll", "PT1S");
    values.put("jobscribe.engine.max-attempts", "5");
    values.put("jobscribe.engine.failed-limit", "1");
    values.put("jobscribe.engine." + key, value);
    return EngineSettings.of(new MapConfig(values));
  }

  @Test
  void theyAreReadWithTheirUnits() {
    assertThat(with("node", "a"))
        .isEqualTo(
            new EngineSettings(
                4, Duration.ofSeconds(10), Duration.ofSeconds(1), "a", 5, BigDecimal.ONE));
  }

  @Test
  void withoutANameTheNodeIsNamedForItsProcess() {
    assertThat(with("threads", "1").node()).endsWith("-" + ProcessHandle.current().pid());
  }

  @ParameterizedTest
  @CsvSource({
    "threads,1",
    "threads,200",
    "lease,PT2S",
    "lease,PT1H",
    "poll,PT0.1S",
    "poll,PT1M",
    "poll,PT60S",
    "max-attempts,1000",
    "failed-limit,0.000001",
    "failed-limit,.5",
    "failed-limit,1.0"
  })
  void theEndsOfARangeAreAllowed(String key, String value) {
    assertThat(with(key, value)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "threads,0,a whole number from 1 to 200",
    "threads,201,a whole number from 1 to 200",
    "threads,-1,a whole number from 1 to 200",
    "threads,four,a whole number from 1 to 200",
    "threads,99999999999,a whole number from 1 to 200",
    "lease,PT1.999S,an ISO 8601 duration from PT2S to PT1H",
    "lease,PT1H0.001S,an ISO 8601 duration from PT2S to PT1H",
    "failed-limit,0,a number above 0 to 1",
    "failed-limit,1.01,a number above 0 to 1",
    "failed-limit,half,a number above 0 to 1",
    "lease,10,an ISO 8601 duration from PT2S to PT1H",
    "poll,PT0.099S,an ISO 8601 duration from PT0.1S to PT1M",
    "poll,-PT1S,an ISO 8601 duration from PT0.1S to PT1M",
    "poll,PT99999999999999999999H,an ISO 8601 duration from PT0.1S to PT1M",
  })
  void anotherValueIsToldWithItsKeyAndWhatIsAllowed(String key, String value, String allowed) {
    assertThatThrownBy(() -> with(key, value))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "jobscribe.engine.%s (JOBSCRIBE_ENGINE_%s) is '%s'; allowed is %s",
            key, key.replace('-', '_').toUpperCase(Locale.ROOT), value, allowed);
  }

  @Test
  void aNodeNameHasAHundredCharactersAtMost() {
    assertThat(with("node", "n".repeat(100)).node()).hasSize(100);
    assertThatThrownBy(() -> with("node", "n".repeat(101)))
        .hasMessageContaining("jobscribe.engine.node (JOBSCRIBE_ENGINE_NODE) is 'nnn")
        .hasMessageEndingWith("allowed is at most 100 characters");
  }
}
