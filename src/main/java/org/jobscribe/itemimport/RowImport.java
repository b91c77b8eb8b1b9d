package org.jobscribe.itemimport;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jobscribe.catalogue.Attribute;
import org.jobscribe.catalogue.Item;
import org.jobscribe.catalogue.ItemBatch;
import org.jobscribe.catalogue.value.Value;
import org.jobscribe.engine.Chunk;
import org.jobscribe.itemimport.ImportedRow.BadRow;

/** Brings single rows into a batch of items, and says so in the job's log. */
record RowImport(ItemBatch batch, Ancestry ancestry) {

  void run(ImportedRow row, Chunk chunk) throws BadRow {
    Optional<Item> item = batch.find(row.itemId());
    if (item.isEmpty()) {
      create(row);
      chunk.info("Line %d: created item %d".formatted(row.line(), row.itemId()));
      chunk.changed();
    } else if (update(item.get(), row)) {
      chunk.info("Line %d: updated item %d".formatted(row.line(), row.itemId()));
      chunk.changed();
    } else {
      chunk.debug("Line %d: item %d already is like this".formatted(row.line(), row.itemId()));
      chunk.unchanged();
    }
  }

  private void create(ImportedRow row) throws BadRow {
    checkName(row, "a new item needs one");
    ancestry.check(row.itemId(), row.parentId());
    batch.create(row.itemId(), row.parentId(), row.name(), row.description());
    setValues(row);
  }

  private boolean update(Item item, ImportedRow row) throws BadRow {
    Long parentId = row.has(Column.PARENT_ID) ? row.parentId() : item.parentId();
    if (!Objects.equals(item.parentId(), parentId)) {
      ancestry.check(item.id(), parentId);
    }
    if (row.has(Column.NAME)) {
      checkName(row, "it cannot be removed");
    }
    Item wanted =
        item.with(
            parentId,
            row.has(Column.NAME) ? row.name() : item.name(),
            row.has(Column.DESCRIPTION) ? row.description() : item.description());
    if (!wanted.equals(item)) {
      batch.update(wanted);
    }
    return setValues(row) || !wanted.equals(item);
  }

  private static void checkName(ImportedRow row, String why) throws BadRow {
    if (row.name().isEmpty()) {
      throw new BadRow("item %d has no name; %s".formatted(row.itemId(), why));
    }
  }

  private boolean setValues(ImportedRow row) {
    boolean changed = false;
    for (Map.Entry<Attribute, Optional<Value>> cell : row.values().entrySet()) {
      changed |= setValue(row.itemId(), cell.getKey(), cell.getValue());
    }
    return changed;
  }

  private boolean setValue(long itemId, Attribute attribute, Optional<Value> wanted) {
    Optional<Value> current = batch.value(itemId, attribute);
    if (wanted.isEmpty()) {
      batch.remove(itemId, attribute);
      return current.isPresent();
    }
    if (current.isPresent() && current.get().sameAs(wanted.get())) {
      return false;
    }
    batch.put(itemId, attribute, wanted.get());
    return true;
  }
}
