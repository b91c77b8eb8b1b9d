package org.jobscribe.catalogue.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A date format in the moment.js style of the original: {@code D} or {@code DD}, {@code M} or
 * {@code MM}, and {@code YYYY}, each once, in any order, with separators of one to three of {@code
 * - / . ,} and space; without separators only {@code DD}, {@code MM} and {@code YYYY}. A two-digit
 * year is refused, as it loses the century.
 */
final class DatePattern {
  static final String DEFAULT = "DD-MM-YYYY";

  private static final Pattern ALLOWED =
      Pattern.compile(
          "(DD?|MM?|YYYY)[-/., ]{1,3}(DD?|MM?|YYYY)[-/., ]{1,3}(DD?|MM?|YYYY)|(DD|MM|YYYY){3}");
  private static final Pattern ISO = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final DateTimeFormatter ISO_FORMATTER = formatter("YYYY-MM-DD");

  private final String pattern;
  private final DateTimeFormatter formatter;

  DatePattern(String pattern) {
    if (!isAllowed(pattern)) {
      throw new InvalidValue(
          "format",
          pattern,
          "is not a date format; allowed are D or DD, M or MM and YYYY, each once, such as DD-MM-YYYY");
    }
    this.pattern = pattern;
    this.formatter = formatter(pattern);
  }

  String text(LocalDate date) {
    return formatter.format(date);
  }

  /**
   * Reads this format, and also {@code YYYY-MM-DD} unless this format puts the day before the month
   * in that shape.
   */
  LocalDate parse(String text) {
    try {
      boolean iso = !pattern.startsWith("YYYY-D") && ISO.matcher(text).matches();
      return LocalDate.parse(text, iso ? ISO_FORMATTER : formatter);
    } catch (DateTimeException e) {
      throw new InvalidValue(
          "value", text, "is not a date; allowed are the formats " + pattern + " and YYYY-MM-DD");
    }
  }

  private static boolean isAllowed(String pattern) {
    return ALLOWED.matcher(pattern).matches()
        && pattern.contains("D")
        && pattern.contains("M")
        && pattern.contains("Y");
  }

  private static DateTimeFormatter formatter(String pattern) {
    String java = pattern.replace('D', 'd').replace('Y', 'u');
    return DateTimeFormatter.ofPattern(java, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  }
}
