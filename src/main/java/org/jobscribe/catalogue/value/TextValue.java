package org.jobscribe.catalogue.value;

/** A string of an attribute of type {@code string} or {@code text}; may be empty. */
public record TextValue(AttributeType type, String value) implements Value {
  static final int MAX_LENGTH = 30_000;

  public TextValue {
    if (!type.isText()) {
      throw new IllegalArgumentException(type + " is not a type of text");
    }
    checked("value", value);
  }

  /**
   * Blank text, which is white space only or nothing, counts as no value for the operator {@code
   * empty}.
   */
  boolean isBlank() {
    return value.isBlank();
  }

  static String checked(String member, String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidValue(
          member, text, "has " + text.length() + " characters; at most 30,000 are allowed");
    }
    if (text.indexOf('\0') >= 0) {
      throw new InvalidValue(
          member, text, "has the character U+0000; any other character is allowed");
    }
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new InvalidValue(
          member, text, "has an unpaired surrogate; only whole Unicode characters are allowed");
    }
    return text;
  }
}
