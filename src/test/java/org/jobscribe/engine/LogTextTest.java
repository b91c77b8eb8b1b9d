package org.jobscribe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {

  @Test
  void ordinaryTextStaysAsItIs() {
    assertThat(LogText.oneLine("naïve 😀 \\n")).isEqualTo("naïve 😀 \\n");
    assertThat(LogText.oneLine("")).isEmpty();
    assertThat(LogText.oneLine("x".repeat(500))).isEqualTo("x".repeat(500));
  }

  @Test
  void controlCharactersAreEscaped() {
    assertThat(LogText.oneLine("a\nb\r\tc\0\u001b[1m\u007f\u0085"))
        .isEqualTo("a\\nb\\r\\tc\\u0000\\u001b[1m\\u007f\\u0085");
  }

  @Test
  void longTextIsCutAndItsLengthTold() {
    assertThat(LogText.oneLine("x".repeat(501))).isEqualTo("x".repeat(500) + "… (501 characters)");
  }

  @Test
  void aSurrogatePairIsNotCutInTwo() {
    assertThat(LogText.oneLine("x" + "😀".repeat(300)))
        .isEqualTo("x" + "😀".repeat(249) + "… (601 characters)");
  }
}
