package org.jobscribe.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.jobscribe.SettableClock;
import org.junit.jupiter.api.Test;

class LogEntryTest {

  private static final int MAX = LogEntry.MAX_MESSAGE;

  private static String message(String text) {
    return new LogEntry(LogLevel.INFO, text, SettableClock.START).message();
  }

  @Test
  void aMessageOfTheGreatestLengthIsKept() {
    assertThat(message("x".repeat(MAX))).isEqualTo("x".repeat(MAX));
  }

  @Test
  void aLongerMessageIsCutVisibly() {
    assertThat(message("x".repeat(MAX + 1))).hasSize(MAX).endsWith("x… (cut)");
  }

  @Test
  void aSurrogatePairIsNotCutInTwo() {
    assertThat(end(message("x" + "😀".repeat(MAX)))).isEqualTo("😀… (cut)");
    assertThat(end(message("😀".repeat(MAX)))).isEqualTo("😀… (cut)");
  }

  private static String end(String message) {
    assertThat(message.length()).isBetween(MAX - 1, MAX);
    return message.substring(message.length() - "😀… (cut)".length());
  }

  @Test
  void theCharacterThatPostgresqlDoesNotStoreIsReplaced() {
    assertThat(message("a\0b\0")).isEqualTo("a\uFFFDb\uFFFD");
  }
}
