package org.jobscribe.idempotency;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jobscribe.problem.InvalidInput;
import org.jobscribe.problem.Violation;

/**
 * Reads the header {@code Idempotency-Key}: a Structured Field string (RFC 8941, 3.3.3), whose
 * quotes may be left out.
 */
final class IdempotencyKey {

  static final String HEADER = "Idempotency-Key";

  private static final int MAX_SHOWN = 200;
  private static final Pattern PLAIN = Pattern.compile("[!#-~][!-~]{0,199}");
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:[!#-\\[\\]-~]|\\\\[\"\\\\]){1,200})\"");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

  private IdempotencyKey() {}

  /**
   * The key without its quotes.
   *
   * @throws InvalidInput if it is not 1 to 200 visible ASCII characters
   */
  static String parse(String header) {
    Matcher quoted = QUOTED.matcher(header);
    if (quoted.matches()) {
      return ESCAPED.matcher(quoted.group(1)).replaceAll("$1");
    }
    if (PLAIN.matcher(header).matches()) {
      return header;
    }
    String shown = header.length() <= MAX_SHOWN ? header : header.substring(0, MAX_SHOWN) + "…";
    throw new InvalidInput(
        Violation.inHeader(
            HEADER,
            header,
            "%s is '%s'; allowed are 1 to 200 visible ASCII characters, in double quotes or without"
                .formatted(HEADER, shown)));
  }
}
