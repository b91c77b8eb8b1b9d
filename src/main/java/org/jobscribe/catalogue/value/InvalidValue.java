package org.jobscribe.catalogue.value;

/**
 * Something that a catalogue cannot accept as a value, format, operator or condition. The message
 * names the member, the offending value and what is allowed; it is written for the client that sent
 * the value.
 */
public final class InvalidValue extends RuntimeException {
  private static final int SHOWN = 100;

  private final String member;
  private final String value;

  /**
   * The message becomes {@code member 'value' problem}, or {@code member problem} where the value
   * is null.
   */
  InvalidValue(String member, String value, String problem) {
    super(member + (value == null ? "" : " '" + shown(value) + "'") + " " + problem);
    this.member = member;
    this.value = value == null ? null : shown(value);
  }

  /**
   * The member of the contract's {@code val} object, such as {@code unit}, or {@code format},
   * {@code options}, {@code operator}.
   */
  public String member() {
    return member;
  }

  /**
   * The offending value as text, or null where the member is missing. At most 100 characters and an
   * ellipsis; control characters and surrogates are shown as U+FFFD, so that it is safe in a log
   * and in a reply.
   */
  public String value() {
    return value;
  }

  private static String shown(String value) {
    String start = value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    return start
        .codePoints()
        .map(c -> Character.isISOControl(c) || isSurrogate(c) ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }
}
