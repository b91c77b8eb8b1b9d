package org.jobscribe.catalogue;

import jakarta.persistence.OptimisticLockException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jobscribe.database.DatabaseKind;
import org.jobscribe.database.SqlArrays;

/**
 * Writes items and values on one connection, in batches. A row that another transaction changed
 * since it was read is not overwritten.
 */
record ItemWrites(Connection connection, DatabaseKind kind) {

  /** PostgreSQL takes a batch of updates one by one, which costs it more than twice as much. */
  private static final String UPDATE_VALUES =
      "UPDATE item_value SET val = written.val, version = item_value.version + 1"
          + " FROM unnest(?, ?, ?, ?) written (item_id, attribute_id, version, val)"
          + " WHERE item_value.item_id = written.item_id AND item_value.view_id = ?"
          + " AND item_value.attribute_id = written.attribute_id"
          + " AND item_value.version = written.version";

  private interface Binding<T> {
    void bind(PreparedStatement statement, T element) throws SQLException;
  }

  void insertItems(long viewId, Collection<Item> items) throws SQLException {
    write(
        "INSERT INTO item (id, view_id, version, parent_id, name, description)"
            + " VALUES (?, ?, 0, ?, ?, ?)",
        items,
        (insert, item) -> {
          insert.setLong(1, item.id());
          insert.setLong(2, viewId);
          setNullable(insert, 3, item.parentId());
          insert.setString(4, item.name());
          insert.setString(5, item.description());
        });
  }

  void updateItems(long viewId, Collection<Item> items) throws SQLException {
    write(
        "UPDATE item SET parent_id = ?, name = ?, description = ?, version = version + 1"
            + " WHERE id = ? AND view_id = ? AND version = ?",
        items,
        (update, item) -> {
          setNullable(update, 1, item.parentId());
          update.setString(2, item.name());
          update.setString(3, item.description());
          update.setLong(4, item.id());
          update.setLong(5, viewId);
          update.setLong(6, item.version());
        });
  }

  private static void setNullable(PreparedStatement statement, int index, Long value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.BIGINT);
    } else {
      statement.setLong(index, value);
    }
  }

  void writeValues(long viewId, List<StoredValue> values) throws SQLException {
    write(
        "INSERT INTO item_value (val, version, item_id, view_id, attribute_id)"
            + " VALUES (?, 0, ?, ?, ?)",
        values.stream().filter(value -> !value.isStored() && value.val() != null).toList(),
        (insert, value) -> {
          insert.setString(1, value.val());
          bindKey(insert, 2, viewId, value.key());
        });
    updateValues(
        viewId, values.stream().filter(value -> value.isStored() && value.val() != null).toList());
    write(
        "DELETE FROM item_value"
            + " WHERE item_id = ? AND view_id = ? AND attribute_id = ? AND version = ?",
        values.stream().filter(value -> value.isStored() && value.val() == null).toList(),
        (delete, value) -> {
          bindKey(delete, 1, viewId, value.key());
          delete.setLong(4, value.version());
        });
  }

  private void updateValues(long viewId, List<StoredValue> values) throws SQLException {
    switch (kind) {
      case DERBY ->
          write(
              "UPDATE item_value SET val = ?, version = version + 1"
                  + " WHERE item_id = ? AND view_id = ? AND attribute_id = ? AND version = ?",
              values,
              (update, value) -> {
                update.setString(1, value.val());
                bindKey(update, 2, viewId, value.key());
                update.setLong(5, value.version());
              });
      case POSTGRESQL -> updateTogether(viewId, values);
    }
  }

  private void updateTogether(long viewId, List<StoredValue> values) throws SQLException {
    if (values.isEmpty()) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(UPDATE_VALUES)) {
      SqlArrays arrays = SqlArrays.toLookUp(connection);
      update.setArray(1, arrays.numbers(values, value -> value.key().itemId()));
      update.setArray(2, arrays.numbers(values, value -> value.key().attributeId()));
      update.setArray(3, arrays.numbers(values, StoredValue::version));
      update.setArray(4, arrays.texts(values, StoredValue::val));
      update.setLong(5, viewId);
      expect(update.executeUpdate() == values.size());
    }
  }

  private static void expect(boolean areAllThere) {
    if (!areAllThere) {
      throw new OptimisticLockException("Another transaction changed an item at the same time");
    }
  }

  private static void bindKey(
      PreparedStatement statement, int index, long viewId, StoredValue.Key key)
      throws SQLException {
    statement.setLong(index, key.itemId());
    statement.setLong(index + 1, viewId);
    statement.setLong(index + 2, key.attributeId());
  }

  private <T> void write(String sql, Collection<T> elements, Binding<T> binding)
      throws SQLException {
    if (elements.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (T element : elements) {
        binding.bind(statement, element);
        statement.addBatch();
      }
      expect(Arrays.stream(statement.executeBatch()).allMatch(count -> count != 0));
    }
  }
}
