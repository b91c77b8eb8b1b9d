package org.jobscribe.catalogue.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a number is shown: a {@link DecimalFormat} pattern of {@code # 0 , .} only, groups of three,
 * at most 18 decimals; {@code null} shows every digit and no groups. Rounds half up. Only for
 * readable text: the value keeps its digits.
 */
final class NumberPattern {
  private static final Pattern ALLOWED =
      Pattern.compile("[#0]{1,20}(,[#0]{3}){0,6}(\\.[#0]{1,18})?");
  private static final Pattern GROUPED = Pattern.compile("[-+]?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]*)?");

  private final DecimalFormat prototype;

  NumberPattern(String pattern) {
    this.prototype = pattern == null ? null : compiled(pattern);
  }

  String text(BigDecimal number) {
    if (prototype == null) {
      return number.toPlainString();
    }
    BigDecimal rounded =
        number.setScale(prototype.getMaximumFractionDigits(), RoundingMode.HALF_UP);
    // A DecimalFormat is not thread-safe; a clone is used by this call only.
    return ((DecimalFormat) prototype.clone()).format(rounded);
  }

  /**
   * Reads a plain number or, if the pattern has groups, also one with commas between groups of
   * three.
   */
  BigDecimal parse(String member, String text) {
    boolean grouped =
        prototype != null && prototype.isGroupingUsed() && GROUPED.matcher(text).matches();
    return Decimals.parsed(member, grouped ? text.replace(",", "") : text);
  }

  private static DecimalFormat compiled(String pattern) {
    try {
      if (ALLOWED.matcher(pattern).matches()) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
      }
    } catch (IllegalArgumentException e) {
      throw refused(pattern);
    }
    throw refused(pattern);
  }

  private static InvalidValue refused(String pattern) {
    return new InvalidValue(
        "format",
        pattern,
        "is not a number format; allowed are patterns such as 0, 0.0, 0.## and #,##0.00");
  }
}
