package org.jobscribe.job;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Which lines a reader wants to see. The database decides it, line by line, so that a search reads
 * a log of any length in little memory.
 *
 * @param atLeast lines of this level and of graver ones
 * @param text lines whose message contains it, upper and lower case alike; empty for all
 */
public record LogFilter(LogLevel atLeast, String text) {

  /** A pattern in lower case as the database understands it; Derby wants to know its type. */
  static final String LOWER = "LOWER(CAST(? AS VARCHAR(1000)))";

  /** Lets every line pass. */
  public static final LogFilter NONE = new LogFilter(LogLevel.DEBUG, "");

  /** The longest {@link #text}, in characters. */
  public static final int MAX_TEXT = 200;

  public boolean isNone() {
    return equals(NONE);
  }

  /**
   * The condition to add to a query of {@code job_log}, with {@code AND} before it. A line that
   * stands for others passes, because one of these might.
   */
  String conditions() {
    return isNone() ? "" : " AND (left_out IS NOT NULL OR 1 = 1" + condition() + ")";
  }

  private String condition() {
    return levelCondition()
        + (text.isEmpty() ? "" : " AND LOWER(message) LIKE " + LOWER + " ESCAPE '!'");
  }

  private String levelCondition() {
    return atLeast == LogLevel.DEBUG
        ? ""
        : Arrays.stream(LogLevel.values())
            .filter(level -> level.compareTo(atLeast) >= 0)
            .map(level -> "'" + level.name() + "'")
            .collect(Collectors.joining(", ", " AND level IN (", ")"));
  }

  /**
   * Sets the parameters of {@link #conditions()}.
   *
   * @return the number of the parameter after them
   */
  int bind(PreparedStatement query, int first) throws SQLException {
    if (text.isEmpty()) {
      return first;
    }
    query.setString(first, "%" + escaped(text) + "%");
    return first + 1;
  }

  /** The text as a pattern of LIKE that means it literally, with {@code !} as escape character. */
  static String escaped(String text) {
    return text.replaceAll("[!%_]", "!$0");
  }
}
