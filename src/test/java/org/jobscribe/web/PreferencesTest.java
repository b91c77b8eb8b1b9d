package org.jobscribe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTest {

  private static final Duration MOST = Duration.ofSeconds(60);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=20 | 20",
        "wait=0 | 0",
        "wait=61 | 60",
        "respond-async, WAIT = 5 | 5",
        "wait=\"7\"; x=1, return=minimal | 7"
      })
  void aWishToWaitIsRead(String prefer, long seconds) {
    assertThat(Preferences.wait(List.of(prefer), MOST)).hasValue(Duration.ofSeconds(seconds));
    assertThat(Preferences.mentionWait(List.of(prefer))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "wait", "wait=", "wait=-1", "wait=soon", "wait=1.5", "await=5", "nowait=5"})
  void whatMakesNoSenseIsIgnored(String prefer) {
    assertThat(Preferences.wait(List.of(prefer), MOST)).isEmpty();
  }
}
