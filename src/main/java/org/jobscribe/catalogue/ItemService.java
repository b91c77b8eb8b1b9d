package org.jobscribe.catalogue;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jobscribe.catalogue.value.Value;
import org.jobscribe.catalogue.value.ValueFormat;
import org.jobscribe.database.DatabaseFailed;
import org.jobscribe.database.Schema;

/**
 * Items and their values: rows, not entities, because they come by the hundred thousand. Reading
 * needs no transaction; {@link #load} and {@link #save} belong into one.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ItemService {

  @Inject private DataSource dataSource;

  @EJB private Schema schema;

  /** How many items are at the top of the view's tree. */
  public long countRoots(long viewId) {
    return with(rows -> rows.countRoots(viewId));
  }

  /** Items at the top of the view's tree, by id. */
  public List<Item> roots(long viewId, int offset, int limit) {
    return with(rows -> rows.roots(viewId, offset, limit));
  }

  /** The children of all of {@code parentIds}, by id. */
  public List<Item> children(long viewId, Collection<Long> parentIds) {
    return with(rows -> rows.children(viewId, parentIds));
  }

  /** The view's items after {@code afterId} by id, at most {@code max}. */
  public List<Item> after(long viewId, long afterId, int max) {
    return with(rows -> rows.after(viewId, afterId, max));
  }

  /** Those of the items that exist. */
  public List<Item> existing(long viewId, Collection<Long> itemIds) {
    return with(rows -> rows.items(viewId, itemIds));
  }

  /**
   * The items' values of the attributes.
   *
   * @return by item, then by attribute; items without any value are left out
   */
  public Map<Long, Map<Long, Value>> values(
      long viewId, Collection<Long> itemIds, Collection<Attribute> attributes) {
    return byItem(with(rows -> rows.values(viewId, itemIds, ids(attributes))), attributes);
  }

  /** The same for all items of the view from id {@code first} to id {@code last}. */
  public Map<Long, Map<Long, Value>> values(
      long viewId, long first, long last, Collection<Attribute> attributes) {
    return byItem(with(rows -> rows.values(viewId, first, last, ids(attributes))), attributes);
  }

  private static Map<Long, Map<Long, Value>> byItem(
      List<StoredValue> rows, Collection<Attribute> attributes) {
    Map<Long, ValueFormat> formats =
        attributes.stream().collect(Collectors.toMap(Attribute::id, Attribute::valueFormat));
    Map<Long, Map<Long, Value>> values = new HashMap<>();
    for (StoredValue row : rows) {
      values
          .computeIfAbsent(row.key().itemId(), id -> new HashMap<>())
          .put(row.key().attributeId(), row.value(formats.get(row.key().attributeId())));
    }
    return values;
  }

  private static Set<Long> ids(Collection<Attribute> attributes) {
    return attributes.stream().map(Attribute::id).collect(Collectors.toSet());
  }

  /**
   * Those of the items that exist, with their values of the attributes, to be changed in the
   * caller's transaction; their rows are locked until it ends.
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public ItemBatch load(long viewId, Collection<Long> itemIds, Collection<Attribute> attributes) {
    return with(
        rows ->
            new ItemBatch(
                viewId,
                rows.lockedItems(viewId, itemIds),
                rows.values(viewId, itemIds, ids(attributes))));
  }

  /**
   * Writes what was changed in a batch that was loaded in the same transaction.
   *
   * @throws jakarta.persistence.OptimisticLockException if another transaction changed one of the
   *     rows since
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void save(ItemBatch batch) {
    try (Connection connection = dataSource.getConnection()) {
      ItemWrites writes = new ItemWrites(connection, schema.kind());
      writes.insertItems(batch.viewId(), batch.createdItems());
      writes.updateItems(batch.viewId(), batch.updatedItems());
      writes.writeValues(batch.viewId(), List.copyOf(batch.changedValues()));
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }

  private interface Access<T> {
    T on(ItemRows rows) throws SQLException;
  }

  private <T> T with(Access<T> access) {
    try (Connection connection = dataSource.getConnection()) {
      return access.on(new ItemRows(connection, schema.kind()));
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }
}
