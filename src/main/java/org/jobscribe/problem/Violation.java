package org.jobscribe.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param msg what is wrong, with the value and what is allowed
 * @param location where it stands: {@code path}, {@code query}, {@code header} or {@code body};
 *     {@code request} if it is none of them
 * @param param the parameter's name; in a body its JSON path; empty if it is the whole
 * @param value the offending value as text, at most {@value #MAX_VALUE} characters of it; empty if
 *     there is none
 */
public record Violation(String msg, String location, String param, String value) {

  static final int MAX_VALUE = 200;

  public Violation {
    value = value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE) + "…";
  }

  public static Violation inPath(String param, String value, String msg) {
    return new Violation(msg, "path", param, value);
  }

  public static Violation inQuery(String param, String value, String msg) {
    return new Violation(msg, "query", param, value);
  }

  public static Violation inHeader(String param, String msg) {
    return new Violation(msg, "header", param, "");
  }

  public static Violation inHeader(String param, String value, String msg) {
    return new Violation(msg, "header", param, value);
  }

  public static Violation inBody(String param, String value, String msg) {
    return new Violation(msg, "body", param, value);
  }

  static Violation ofRequest(String msg) {
    return new Violation(msg, "request", "", "");
  }
}
