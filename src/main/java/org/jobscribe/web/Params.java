package org.jobscribe.web;

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
}
