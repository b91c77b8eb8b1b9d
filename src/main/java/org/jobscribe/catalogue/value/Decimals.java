package org.jobscribe.catalogue.value;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * The numbers that a value may have: at most 38 digits when written plain, at most 18 of them after
 * the decimal point.
 */
final class Decimals {
  static final String ALLOWED =
      "; allowed are numbers such as 12.5 of at most 38 digits, 18 of them after the decimal point";

  private static final int MAX_DIGITS = 38;
  private static final int MAX_SCALE = 18;
  private static final int MAX_EXPONENT = 10_000;
  private static final int MAX_TEXT = 100;
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,9})?");

  private Decimals() {}

  /**
   * The number without trailing zeros and with a scale of 0 to 18. A huge exponent costs nothing:
   * it is refused unexpanded.
   */
  static BigDecimal checked(String member, BigDecimal number) {
    if (number.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
      throw outOfRange(member, number);
    }
    return plain(member, number.stripTrailingZeros(), number);
  }

  private static BigDecimal plain(String member, BigDecimal stripped, BigDecimal number) {
    if (stripped.scale() > MAX_SCALE || digits(stripped) > MAX_DIGITS) {
      throw outOfRange(member, number);
    }
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /**
   * The number that the text is: ASCII digits, an optional sign, decimal point and exponent; not
   * checked for its range.
   */
  static BigDecimal parsed(String member, String text) {
    if (text.length() > MAX_TEXT || !NUMBER.matcher(text).matches()) {
      throw new InvalidValue(member, text, "is not a number" + ALLOWED);
    }
    return new BigDecimal(text);
  }

  private static InvalidValue outOfRange(String member, BigDecimal number) {
    return new InvalidValue(member, number.toString(), "is out of range" + ALLOWED);
  }

  private static long digits(BigDecimal stripped) {
    return Math.max((long) stripped.precision() - Math.min(stripped.scale(), 0), stripped.scale());
  }
}
