package org.jobscribe.itemimport;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jobscribe.catalogue.Item;
import org.jobscribe.catalogue.ItemBatch;
import org.jobscribe.catalogue.ItemService;
import org.jobscribe.itemimport.ImportedRow.BadRow;

/**
 * Sees that an item's place in the tree is possible: its parent exists, it is not below itself, and
 * not too deep.
 */
final class Ancestry {

  private static final int MAX_DEPTH = 100;

  private final ItemService items;
  private final long viewId;
  private final ItemBatch batch;
  private final Map<Long, Optional<Item>> looked = new HashMap<>();

  Ancestry(ItemService items, long viewId, ItemBatch batch) {
    this.items = items;
    this.viewId = viewId;
    this.batch = batch;
  }

  void check(long itemId, Long parentId) throws BadRow {
    int depth = 1;
    for (Long ancestor = parentId; ancestor != null; ancestor = parentOf(ancestor)) {
      if (ancestor == itemId) {
        throw new BadRow(
            "item %d cannot be below itself (parentId %d)".formatted(itemId, parentId));
      }
      if (++depth > MAX_DEPTH) {
        throw new BadRow(
            "item %d would be deeper than the allowed %d levels".formatted(itemId, MAX_DEPTH));
      }
    }
  }

  private Long parentOf(long itemId) throws BadRow {
    Optional<Item> item = batch.find(itemId);
    return item.or(() -> looked.computeIfAbsent(itemId, this::lookUp))
        .orElseThrow(() -> new BadRow("there is no item %d to be the parent".formatted(itemId)))
        .parentId();
  }

  private Optional<Item> lookUp(long itemId) {
    return items.existing(viewId, List.of(itemId)).stream().findFirst();
  }
}
