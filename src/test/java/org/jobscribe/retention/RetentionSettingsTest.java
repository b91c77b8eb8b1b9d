package org.jobscribe.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jobscribe.MapConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionSettingsTest {

  private static RetentionSettings with(String key, String value) {
    Map<String, String> values = new HashMap<>(Map.of("jobscribe.retention.pause", "PT1M"));
    values.put("jobscribe.retention." + key, value);
    return RetentionSettings.of(new MapConfig(values));
  }

  @Test
  void jobsAreKeptForEverUnlessSomebodySaysOtherwise() {
    assertThat(with("pause", "PT1S").jobs()).isEmpty();
    assertThat(with("jobs", "").jobs()).isEmpty();
    assertThat(with("jobs", " ").jobs()).isEmpty();
  }

  @Test
  void theyAreReadWithTheirUnits() {
    assertThat(with("jobs", "P30D").jobs()).contains(Duration.ofDays(30));
    assertThat(with("jobs", "P30D").pause()).isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource({"jobs,PT1S", "jobs,P36500D", "pause,PT1S", "pause,P1D"})
  void theEndsOfARangeAreAllowed(String key, String value) {
    assertThat(with(key, value)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.999S", "P36500DT0.001S", "30", "P1M", "-P1D", "never"})
  void anotherAgeIsToldWithItsKeyAndWhatIsAllowed(String value) {
    assertThatThrownBy(() -> with("jobs", value))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "jobscribe.retention.jobs (JOBSCRIBE_RETENTION_JOBS) is '%s'; allowed is an ISO 8601 duration from PT1S to P36500D",
            value);
  }

  @Test
  void anotherPauseIsToldToo() {
    assertThatThrownBy(() -> with("pause", "P2D"))
        .hasMessage(
            "jobscribe.retention.pause (JOBSCRIBE_RETENTION_PAUSE) is 'P2D'; allowed is an ISO 8601 duration from PT1S to P1D");
  }
}
