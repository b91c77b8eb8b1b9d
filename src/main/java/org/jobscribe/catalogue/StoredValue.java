package org.jobscribe.catalogue;

import org.jobscribe.catalogue.value.Value;
import org.jobscribe.catalogue.value.ValueFormat;
import org.jobscribe.json.JsonText;

/**
 * A row of {@code item_value}.
 *
 * @param val the value's JSON; null for a row that is to be deleted
 * @param version which state of the row was read; {@link #NEW} for a row that is not stored yet
 */
record StoredValue(Key key, String val, long version) {

  static final long NEW = -1;

  /** An item has at most one value of an attribute. */
  record Key(long itemId, long attributeId) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      int byItem = Long.compare(itemId, other.itemId);
      return byItem != 0 ? byItem : Long.compare(attributeId, other.attributeId);
    }
  }

  Value value(ValueFormat format) {
    return format.read(JsonText.readObject(val));
  }

  StoredValue with(String newVal) {
    return new StoredValue(key, newVal, version);
  }

  boolean isStored() {
    return version != NEW;
  }
}
