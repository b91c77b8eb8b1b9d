package org.jobscribe.problem;

import java.util.regex.Pattern;

/** Finds requests whose path or method the servlet container would not take. */
final class RequestLineCheck {

  /** An escape that is none, a NUL, a backslash. */
  private static final Pattern NOT_IN_A_PATH =
      Pattern.compile("%(?![0-9A-Fa-f]{2})|%00|%5[Cc]|\\\\");

  private static final Pattern ESCAPED_DOT = Pattern.compile("%2[Ee]");

  private RequestLineCheck() {}

  /**
   * The status to answer, 0 for a request that may pass.
   *
   * @param path as it was sent, without the query
   */
  static int refusal(String method, String path) {
    if (method.equals("TRACE")) {
      return 405;
    }
    return NOT_IN_A_PATH.matcher(path).find() || climbsOverTheRoot(path) ? 400 : 0;
  }

  private static boolean climbsOverTheRoot(String path) {
    int depth = 0;
    for (String segment : ESCAPED_DOT.matcher(path).replaceAll(".").split("/")) {
      if (segment.equals("..")) {
        depth--;
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        depth++;
      }
      if (depth < 0) {
        return true;
      }
    }
    return false;
  }
}
