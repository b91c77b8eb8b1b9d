package org.jobscribe.catalogue.value;

/**
 * The two keys of the chosen option; both are keys as in {@link SelectValue}. The first has no
 * slash, so that {@code key1/key2} can be read in one way only.
 */
public record DoubleSelectValue(String key1, String key2) implements Value {
  public DoubleSelectValue {
    key1 = SelectValue.checked("key1", key1);
    key2 = SelectValue.checked("key2", key2);
    if (key1.indexOf('/') >= 0) {
      throw new InvalidValue(
          "key1", key1, "has a slash; the first key is allowed any other character");
    }
  }

  @Override
  public AttributeType type() {
    return AttributeType.DOUBLESELECT;
  }

  String keys() {
    return key1 + "/" + key2;
  }
}
