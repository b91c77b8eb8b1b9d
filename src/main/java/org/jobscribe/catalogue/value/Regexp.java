package org.jobscribe.catalogue.value;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.Predicate;
import java.util.regex.MatchResult;

/**
 * A regular expression of a client: RE2 syntax, found anywhere in the text. Its time is linear in
 * the text, so no pattern can hang the server. RE2/J expands repetitions, so these are limited too:
 * a pattern has at most 1,000 characters, the counts of its repeated groups multiply to at most
 * 1,000, and it compiles to at most 2,000 instructions.
 */
final class Regexp implements Predicate<String> {
  private static final int MAX_LENGTH = 1_000;
  private static final long MAX_REPETITION = 1_000;
  private static final int MAX_PROGRAM = 2_000;
  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("([)E]?)\\{([0-9]{1,4})(?:,([0-9]{0,4}))?\\}");

  private final Pattern pattern;

  Regexp(String pattern) {
    checkSize(pattern);
    this.pattern = compiled(pattern);
  }

  @Override
  public boolean test(String text) {
    return pattern.matcher(text).find();
  }

  private static Pattern compiled(String pattern) {
    try {
      Pattern compiled = Pattern.compile(pattern);
      if (compiled.programSize() > MAX_PROGRAM) {
        throw tooLarge(pattern);
      }
      return compiled;
    } catch (PatternSyntaxException e) {
      throw new InvalidValue(
          "value",
          pattern,
          "is not a regular expression ("
              + e.getDescription()
              + "); allowed is RE2 syntax, without lookaround and back references");
    }
  }

  private static void checkSize(String pattern) {
    if (pattern.length() > MAX_LENGTH || repetition(pattern) > MAX_REPETITION) {
      throw tooLarge(pattern);
    }
  }

  /**
   * How often the most repeated part is repeated, or more: an upper bound, as groups side by side
   * count as nested. A repetition after {@code \E} or flags such as {@code (?i)} repeats what is
   * before these, so it counts as a group's.
   */
  private static long repetition(String pattern) {
    long groups = 1;
    long longest = 1;
    for (MatchResult found : REPETITION.matcher(pattern).results().toList()) {
      if (found.group(1).isEmpty()) {
        longest = Math.max(longest, count(found));
      } else {
        groups = Math.min(groups * count(found), Integer.MAX_VALUE);
      }
    }
    return groups * longest;
  }

  private static long count(MatchResult repetition) {
    long least = Math.max(1, Long.parseLong(repetition.group(2)));
    String most = repetition.group(3);
    return most == null || most.isEmpty() ? least : Math.max(least, Long.parseLong(most));
  }

  private static InvalidValue tooLarge(String pattern) {
    return new InvalidValue(
        "value",
        pattern,
        "is too large a regular expression; allowed are at most 1,000 characters, repetitions of at most 1,000 in all and 2,000 instructions");
  }
}
