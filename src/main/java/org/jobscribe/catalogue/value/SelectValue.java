package org.jobscribe.catalogue.value;

/** The key of the chosen option: not blank, and without white space at its ends. */
public record SelectValue(String key) implements Value {
  public SelectValue {
    key = checked("key", key);
  }

  @Override
  public AttributeType type() {
    return AttributeType.SELECT;
  }

  static String checked(String member, String key) {
    TextValue.checked(member, key);
    if (key.isEmpty() || !key.equals(key.strip())) {
      throw new InvalidValue(
          member, key, "is not a key; a key is not blank and has no white space at its ends");
    }
    return key;
  }
}
