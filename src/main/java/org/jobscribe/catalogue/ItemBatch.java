package org.jobscribe.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jobscribe.catalogue.value.Value;

/**
 * Some items of a view with some of their values, loaded together to be changed together: {@link
 * ItemService#load} makes it, {@link ItemService#save} writes what was changed. Both in one
 * transaction, by one thread.
 */
public final class ItemBatch {

  private final long viewId;
  private final Map<Long, Item> items = new HashMap<>();
  private final Map<Long, Map<Long, ItemValue>> values = new HashMap<>();
  private final List<Object> added = new ArrayList<>();
  private final Map<Place, ItemValue> removed = new HashMap<>();

  private record Place(long itemId, long attributeId) {}

  ItemBatch(long viewId, List<Item> loadedItems, List<ItemValue> loadedValues) {
    this.viewId = viewId;
    loadedItems.forEach(item -> items.put(item.id(), item));
    loadedValues.forEach(this::hold);
  }

  private void hold(ItemValue value) {
    values.computeIfAbsent(value.itemId(), id -> new HashMap<>()).put(value.attributeId(), value);
  }

  public Optional<Item> find(long itemId) {
    return Optional.ofNullable(items.get(itemId));
  }

  /** The item's value, as it is by now; empty if it has none. */
  public Optional<Value> value(long itemId, Attribute attribute) {
    return row(itemId, attribute).map(row -> row.value(attribute.valueFormat()));
  }

  private Optional<ItemValue> row(long itemId, Attribute attribute) {
    return Optional.ofNullable(values.getOrDefault(itemId, Map.of()).get(attribute.id()));
  }

  public void put(long itemId, Attribute attribute, Value value) {
    row(itemId, attribute)
        .or(() -> takeBack(itemId, attribute))
        .orElseGet(() -> add(itemId, attribute))
        .set(attribute.valueFormat(), value);
  }

  /** A row that was to be removed; a new one in its place would have the same key. */
  private Optional<ItemValue> takeBack(long itemId, Attribute attribute) {
    Optional<ItemValue> row =
        Optional.ofNullable(removed.remove(new Place(itemId, attribute.id())));
    row.ifPresent(this::hold);
    return row;
  }

  private ItemValue add(long itemId, Attribute attribute) {
    ItemValue row = new ItemValue(viewId, itemId, attribute.id());
    hold(row);
    added.add(row);
    return row;
  }

  /** Leaves the item without a value of the attribute. */
  public void remove(long itemId, Attribute attribute) {
    row(itemId, attribute)
        .ifPresent(
            row -> {
              values.get(itemId).remove(attribute.id());
              if (!added.remove(row)) {
                removed.put(new Place(itemId, attribute.id()), row);
              }
            });
  }

  /**
   * @param parentId null for the top of the tree
   */
  public Item create(long itemId, Long parentId, String name, String description) {
    Item item = new Item(viewId, itemId, parentId, name, description);
    items.put(itemId, item);
    added.add(item);
    return item;
  }

  List<Object> added() {
    return added;
  }

  Collection<ItemValue> removed() {
    return removed.values();
  }
}
