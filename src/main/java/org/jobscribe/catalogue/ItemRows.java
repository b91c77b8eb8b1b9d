package org.jobscribe.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jobscribe.database.DatabaseKind;
import org.jobscribe.database.SqlArrays;

/**
 * Reads items and values on one connection. A query names the index that it goes by: Derby would at
 * times read the whole table instead. To PostgreSQL that is a comment.
 */
record ItemRows(Connection connection, DatabaseKind kind) {

  private static final String ITEM = "SELECT id, parent_id, name, description, version FROM item ";
  private static final String VALUE = "SELECT item_id, attribute_id, val, version FROM item_value ";
  private static final String BY_ID = "--DERBY-PROPERTIES constraint=ITEM_PK\n";
  private static final String BY_VIEW = "--DERBY-PROPERTIES index=ITEM_BY_VIEW\n";
  private static final String BY_PARENT = "--DERBY-PROPERTIES index=ITEM_BY_PARENT\n";
  private static final String BY_ITEM = "--DERBY-PROPERTIES constraint=ITEM_VALUE_PK\n";

  /** Whether rows stay locked. Derby takes locks in the order of the index that it goes by. */
  private enum Lock {
    NONE("", " OFFSET 0"),
    UNTIL_THE_END(" FOR UPDATE WITH RS", " FOR UPDATE");

    private final String derby;
    private final String postgres;

    Lock(String derby, String postgres) {
      this.derby = derby;
      this.postgres = postgres;
    }
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  long countRoots(long viewId) throws SQLException {
    String sql =
        "SELECT COUNT(*) FROM item " + BY_PARENT + "WHERE parent_id IS NULL AND view_id = ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, viewId);
      return read(select, row -> row.getLong(1)).get(0);
    }
  }

  List<Item> roots(long viewId, int offset, int limit) throws SQLException {
    String sql =
        ITEM
            + BY_PARENT
            + "WHERE parent_id IS NULL AND view_id = ? ORDER BY parent_id, view_id, id"
            + " OFFSET ? ROWS FETCH NEXT ? ROWS ONLY";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, viewId);
      select.setInt(2, offset);
      select.setInt(3, limit);
      return read(select, ItemRows::item);
    }
  }

  List<Item> after(long viewId, long afterId, int max) throws SQLException {
    String sql =
        ITEM
            + BY_VIEW
            + "WHERE view_id = ? AND id > ? ORDER BY view_id, id FETCH FIRST ? ROWS ONLY";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, viewId);
      select.setLong(2, afterId);
      select.setInt(3, max);
      return read(select, ItemRows::item);
    }
  }

  List<Item> items(long viewId, Collection<Long> ids) throws SQLException {
    return byIds(ITEM, BY_ID, "id", Lock.NONE, viewId, ids);
  }

  /**
   * The same, their rows locked until the end of the transaction. Locks are taken by id ascending,
   * so that transactions wait for each other in a line and not in a circle. Derby's lock only keeps
   * others from writing at once; who comes second there is told by the version.
   */
  List<Item> lockedItems(long viewId, Collection<Long> ids) throws SQLException {
    return byIds(ITEM, BY_ID, "id", Lock.UNTIL_THE_END, viewId, ids);
  }

  /** By their ids ascending. */
  List<Item> children(long viewId, Collection<Long> parentIds) throws SQLException {
    List<Item> children = byIds(ITEM, BY_PARENT, "parent_id", Lock.NONE, viewId, parentIds);
    children.sort(Comparator.comparingLong(Item::id));
    return children;
  }

  private List<Item> byIds(
      String from, String index, String column, Lock lock, long viewId, Collection<Long> ids)
      throws SQLException {
    List<Item> found = new ArrayList<>();
    for (IdList part : IdList.parts(ids)) {
      String sql = among(part, from, index, column, "view_id = ?", lock);
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setLong(bind(select, part), viewId);
        found.addAll(read(select, ItemRows::item));
      }
    }
    return found;
  }

  List<StoredValue> values(long viewId, Collection<Long> itemIds, Collection<Long> attributeIds)
      throws SQLException {
    List<StoredValue> found = new ArrayList<>();
    for (IdList attributes : IdList.parts(attributeIds)) {
      for (IdList items : IdList.parts(itemIds)) {
        String condition =
            "view_id = ? AND attribute_id IN (%s)".formatted(attributes.placeholders());
        String sql = among(items, VALUE, BY_ITEM, "item_id", condition, Lock.NONE);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
          int next = bind(select, items);
          select.setLong(next, viewId);
          attributes.bind(select, next + 1);
          found.addAll(read(select, ItemRows::value));
        }
      }
    }
    return found;
  }

  /**
   * Those rows of which a column is one of the ids, the first parameter. Derby is told by which
   * index. PostgreSQL looks each id up, in their order: what is joined laterally and has a lock or
   * an offset is not turned round. If it had the choice, it would read the whole view for each list
   * as long as it has no statistics of it, which is up to minutes after an import.
   */
  private String among(
      IdList ids, String from, String index, String column, String condition, Lock lock) {
    return switch (kind) {
      case DERBY ->
          from
              + index
              + "WHERE %s IN (%s) AND %s".formatted(column, ids.placeholders(), condition)
              + lock.derby;
      case POSTGRESQL ->
          "SELECT found.* FROM unnest(?) wanted (id) CROSS JOIN LATERAL (%sWHERE %s = wanted.id AND %s%s) found"
              .formatted(from, column, condition, lock.postgres);
    };
  }

  private int bind(PreparedStatement select, IdList ids) throws SQLException {
    return switch (kind) {
      case DERBY -> ids.bind(select, 1);
      case POSTGRESQL -> {
        select.setArray(1, SqlArrays.toLookUp(connection).numbers(ids.ids(), id -> id));
        yield 2;
      }
    };
  }

  List<StoredValue> values(long viewId, long first, long last, Collection<Long> attributeIds)
      throws SQLException {
    List<StoredValue> found = new ArrayList<>();
    for (IdList attributes : IdList.parts(attributeIds)) {
      String sql =
          VALUE
              + BY_ITEM
              + "WHERE item_id BETWEEN ? AND ? AND view_id = ? AND attribute_id IN (%s)"
                  .formatted(attributes.placeholders());
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setLong(1, first);
        select.setLong(2, last);
        select.setLong(3, viewId);
        attributes.bind(select, 4);
        found.addAll(read(select, ItemRows::value));
      }
    }
    return found;
  }

  private static <T> List<T> read(PreparedStatement select, Row<T> mapping) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        rows.add(mapping.read(row));
      }
    }
    return rows;
  }

  private static Item item(ResultSet row) throws SQLException {
    long parentId = row.getLong(2);
    boolean isTop = row.wasNull(); // speaks of the column that was read last
    return new Item(
        row.getLong(1),
        isTop ? null : (Long) parentId,
        row.getString(3),
        row.getString(4),
        row.getLong(5));
  }

  private static StoredValue value(ResultSet row) throws SQLException {
    return new StoredValue(
        new StoredValue.Key(row.getLong(1), row.getLong(2)), row.getString(3), row.getLong(4));
  }
}
