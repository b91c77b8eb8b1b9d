package org.jobscribe.setting;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** One setting's value, as it was given. */
public record Setting(String key, String value) {

  /**
   * @param min inclusive
   * @param max inclusive
   * @throws IllegalStateException if it is not an ISO 8601 duration in the range
   */
  public Duration duration(Duration min, Duration max) {
    try {
      Duration duration = Duration.parse(value);
      if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // told below, as any other wrong value
    }
    throw wrong("an ISO 8601 duration from %s to %s".formatted(text(min), text(max)));
  }

  /** Whole days as days: {@code P30D}. */
  private static String text(Duration duration) {
    boolean isDays = duration.equals(Duration.ofDays(duration.toDays()));
    return isDays ? "P" + duration.toDays() + "D" : duration.toString();
  }

  /**
   * @param min inclusive, at least 0
   * @param max inclusive
   * @throws IllegalStateException if it is not a whole number in the range
   */
  public long number(long min, long max) {
    if (value.matches("[0-9]{1,18}")
        && Long.parseLong(value) >= min
        && Long.parseLong(value) <= max) {
      return Long.parseLong(value);
    }
    throw wrong("a whole number from %d to %d".formatted(min, max));
  }

  /**
   * @throws IllegalStateException if it is neither {@code true} nor {@code false}
   */
  public boolean flag() {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("true or false");
    };
  }

  /** The exception that refuses it, to be thrown. */
  public IllegalStateException wrong(String allowed) {
    return new IllegalStateException(
        "%s (%s) is '%s'; allowed is %s".formatted(key, variable(key), value, allowed));
  }

  /** The environment variable that sets {@code key}. */
  public static String variable(String key) {
    return key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }
}
