package org.jobscribe.engine;

/** Text of any kind, made fit for a log line. */
public final class LogText {

  private static final int MAX = 500;

  private LogText() {}

  /**
   * On one line, control characters as escapes, at most {@value #MAX} characters; what is left out
   * is told.
   */
  public static String oneLine(String text) {
    String shown =
        text.length() <= MAX ? text : "%s… (%d characters)".formatted(start(text), text.length());
    return shown.chars().noneMatch(Character::isISOControl) ? shown : escaped(shown);
  }

  /** Ends before a surrogate pair rather than within it. */
  private static String start(String text) {
    return text.substring(0, Character.isHighSurrogate(text.charAt(MAX - 1)) ? MAX - 1 : MAX);
  }

  private static String escaped(String text) {
    StringBuilder line = new StringBuilder();
    text.chars().forEach(c -> append(line, (char) c));
    return line.toString();
  }

  private static void append(StringBuilder line, char c) {
    switch (c) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> line.append(Character.isISOControl(c) ? "\\u%04x".formatted((int) c) : c);
    }
  }
}
