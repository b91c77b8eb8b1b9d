package org.jobscribe.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

  @Test
  void aFlagIsTrueOrFalse() {
    assertThat(flag("true")).isTrue();
    assertThat(flag("false")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "TRUE", "1", " true"})
  void anyOtherFlagIsRefused(String value) {
    assertThatThrownBy(() -> flag(value))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "jobscribe.demo (JOBSCRIBE_DEMO) is '%s'; allowed is true or false".formatted(value));
  }

  private static boolean flag(String value) {
    return new Setting("jobscribe.demo", value).flag();
  }
}
