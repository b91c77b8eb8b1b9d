package org.jobscribe.catalogue;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobscribe.catalogue.value.Value;

/**
 * Some items of a view with some of their values, loaded together to be changed together: {@link
 * ItemService#load} makes it, {@link ItemService#save} writes what was changed. Both in one
 * transaction, by one thread.
 */
public final class ItemBatch {

  private final long viewId;
  private final Map<Long, Item> items = new HashMap<>();
  private final Map<StoredValue.Key, StoredValue> values = new HashMap<>();
  private final SortedMap<Long, Item> createdItems = new TreeMap<>();
  private final SortedMap<Long, Item> updatedItems = new TreeMap<>();
  private final SortedMap<StoredValue.Key, StoredValue> changedValues = new TreeMap<>();

  ItemBatch(long viewId, List<Item> loadedItems, List<StoredValue> loadedValues) {
    this.viewId = viewId;
    loadedItems.forEach(item -> items.put(item.id(), item));
    loadedValues.forEach(value -> values.put(value.key(), value));
  }

  public Optional<Item> find(long itemId) {
    return Optional.ofNullable(items.get(itemId));
  }

  /** The item's value, as it is by now; empty if it has none. */
  public Optional<Value> value(long itemId, Attribute attribute) {
    return Optional.ofNullable(values.get(new StoredValue.Key(itemId, attribute.id())))
        .filter(stored -> stored.val() != null)
        .map(stored -> stored.value(attribute.valueFormat()));
  }

  public void put(long itemId, Attribute attribute, Value value) {
    change(
        new StoredValue.Key(itemId, attribute.id()),
        attribute.valueFormat().write(value).toString());
  }

  /** Leaves the item without a value of the attribute. */
  public void remove(long itemId, Attribute attribute) {
    StoredValue.Key key = new StoredValue.Key(itemId, attribute.id());
    if (values.containsKey(key)) {
      change(key, null);
    }
  }

  private void change(StoredValue.Key key, String val) {
    StoredValue before = values.getOrDefault(key, new StoredValue(key, null, StoredValue.NEW));
    values.put(key, before.with(val));
    changedValues.put(key, before.with(val));
  }

  /**
   * @param parentId null for the top of the tree
   */
  public void create(long itemId, Long parentId, String name, String description) {
    Item item = new Item(itemId, parentId, name, description, 0);
    items.put(itemId, item);
    createdItems.put(itemId, item);
  }

  /** Gives an item that was found in this batch other contents. */
  public void update(Item item) {
    items.put(item.id(), item);
    (createdItems.containsKey(item.id()) ? createdItems : updatedItems).put(item.id(), item);
  }

  long viewId() {
    return viewId;
  }

  Collection<Item> createdItems() {
    return createdItems.values();
  }

  Collection<Item> updatedItems() {
    return updatedItems.values();
  }

  /** By item, then by attribute: every transaction takes its locks in the same order. */
  Collection<StoredValue> changedValues() {
    return changedValues.values();
  }
}
