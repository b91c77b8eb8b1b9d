package org.jobscribe.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ValueRange;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jobscribe.problem.InvalidInput;
import org.jobscribe.problem.Violation;

/**
 * Reads parameters of the path and the query; what is wrong is told with the parameter's name, its
 * value and what is allowed.
 */
public final class Params {

  /** The largest whole number that every JSON reader keeps exactly: 2^53 - 1. */
  public static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private static final ValueRange YEARS = ValueRange.of(0, 9999);
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,16}");

  private Params() {}

  /**
   * @throws InvalidInput if {@code text} is not a whole number from 0 to 2^53-1
   */
  public static long pathNumber(String name, String text) {
    if (isSafeInteger(text)) {
      return Long.parseLong(text);
    }
    throw new InvalidInput(
        Violation.inPath(
            name,
            text,
            "%s is '%s'; allowed is a whole number from 0 to %d"
                .formatted(name, text, MAX_SAFE_INTEGER)));
  }

  /**
   * @throws InvalidInput if {@code text} is not a whole number from 0 to 2^53-1
   */
  public static long headerNumber(String name, String text) {
    if (isSafeInteger(text)) {
      return Long.parseLong(text);
    }
    throw new InvalidInput(
        Violation.inHeader(
            name,
            "%s is '%s'; allowed is a whole number from 0 to %d"
                .formatted(name, text, MAX_SAFE_INTEGER)));
  }

  /**
   * @param fallback what an absent parameter stands for
   * @throws InvalidInput if {@code text} is not a whole number in the range, both ends included
   */
  public static long queryNumber(String name, String text, long min, long max, long fallback) {
    if (text == null) {
      return fallback;
    }
    if (isSafeInteger(text) && Long.parseLong(text) >= min && Long.parseLong(text) <= max) {
      return Long.parseLong(text);
    }
    throw new InvalidInput(
        Violation.inQuery(
            name,
            text,
            "%s is '%s'; allowed is a whole number from %d to %d".formatted(name, text, min, max)));
  }

  private static boolean isSafeInteger(String text) {
    return DIGITS.matcher(text).matches() && Long.parseLong(text) <= MAX_SAFE_INTEGER;
  }

  /**
   * @param allowed the type's constants
   * @param fallback what an absent parameter stands for
   * @throws InvalidInput if {@code text} is not the name of one of them
   */
  public static <E extends Enum<E>> E queryName(
      String name, String text, Class<E> allowed, E fallback) {
    return text == null ? fallback : named(name, text, allowed);
  }

  /**
   * Names separated by commas.
   *
   * @return none if the parameter is absent
   * @throws InvalidInput if one of them is not the name of a constant of {@code allowed}
   */
  public static <E extends Enum<E>> Set<E> queryNames(String name, String text, Class<E> allowed) {
    Set<E> names = EnumSet.noneOf(allowed);
    if (text != null) {
      for (String one : text.split(",", -1)) {
        names.add(named(name, one.trim(), allowed));
      }
    }
    return names;
  }

  private static <E extends Enum<E>> E named(String name, String text, Class<E> allowed) {
    return Arrays.stream(allowed.getEnumConstants())
        .filter(constant -> constant.name().equals(text))
        .findAny()
        .orElseThrow(
            () ->
                new InvalidInput(
                    Violation.inQuery(
                        name,
                        text,
                        "%s is '%s'; allowed are %s"
                            .formatted(name, text, EnumSet.allOf(allowed)))));
  }

  /**
   * @return empty if the parameter is absent
   * @throws InvalidInput if {@code text} is longer than {@code max} characters, or has the
   *     character NUL, which PostgreSQL does not know
   */
  public static String queryText(String name, String text, int max) {
    String given = text == null ? "" : text;
    if (given.length() > max) {
      throw new InvalidInput(
          Violation.inQuery(
              name,
              given,
              "%s has %d characters; allowed are at most %d".formatted(name, given.length(), max)));
    }
    if (given.indexOf('\0') >= 0) {
      throw new InvalidInput(
          Violation.inQuery(name, given, name + " has the character NUL; allowed is any other"));
    }
    return given;
  }

  /**
   * @return empty if the parameter is absent
   * @throws InvalidInput if {@code text} is not an instant such as 2026-11-01T00:00:00Z, or its
   *     year has more than four digits
   */
  public static Optional<Instant> queryInstant(String name, String text) {
    try {
      return Optional.ofNullable(text).map(Params::instant);
    } catch (DateTimeException e) {
      throw new InvalidInput(
          Violation.inQuery(
              name,
              text,
              "%s is '%s'; allowed is an ISO 8601 instant of the years 0000 to 9999, such as 2026-11-01T00:00:00Z"
                  .formatted(name, text)));
    }
  }

  private static Instant instant(String text) {
    OffsetDateTime date = OffsetDateTime.parse(text);
    YEARS.checkValidValue(date.getYear(), ChronoField.YEAR);
    return date.toInstant();
  }
}
