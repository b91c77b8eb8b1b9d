package org.jobscribe.itemimport;

import jakarta.json.JsonArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jobscribe.catalogue.Attribute;
import org.jobscribe.catalogue.Attributes;
import org.jobscribe.catalogue.value.InvalidValue;
import org.jobscribe.catalogue.value.Value;
import org.jobscribe.web.Params;

/**
 * A row of the file, understood.
 *
 * @param line where it begins in the file, from 1
 * @param fields the item's own fields that the file has columns for
 * @param values what the file has columns for; empty stands for no value
 */
record ImportedRow(
    long line, long itemId, Map<String, String> fields, Map<Attribute, Optional<Value>> values) {

  private static final int MAX_NAME = 500;
  private static final int MAX_DESCRIPTION = 2_000;
  private static final Set<String> ID_FIELDS = Set.of(Column.ID, Column.PARENT_ID);
  private static final Pattern ID_DIGITS = Pattern.compile("[0-9]{1,16}");

  /** What is wrong with a row; the message names the value and what is allowed. */
  static final class BadRow extends Exception {
    BadRow(String why) {
      super(why);
    }
  }

  static long line(JsonArray row) {
    return row.getJsonNumber(0).longValue();
  }

  static ImportedRow read(JsonArray row, List<Column> columns, Attributes attributes)
      throws BadRow {
    if (row.size() - 1 != columns.size()) {
      throw new BadRow(
          "there are %d cells; the header has %d columns"
              .formatted(row.size() - 1, columns.size()));
    }
    Map<String, String> fields = new LinkedHashMap<>();
    Map<Attribute, Optional<Value>> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      String cell = row.getString(i + 1);
      if (column.attributeId() == null) {
        fields.put(column.name(), cell.trim());
      } else {
        values.put(
            attributes.find(column.attributeId()).orElseThrow(), value(column, cell, attributes));
      }
    }
    checkText(fields, Column.NAME, MAX_NAME);
    checkText(fields, Column.DESCRIPTION, MAX_DESCRIPTION);
    return new ImportedRow(line(row), number(Column.ID, fields.get(Column.ID)), fields, values);
  }

  private static Optional<Value> value(Column column, String cell, Attributes attributes)
      throws BadRow {
    try {
      return cell.isBlank()
          ? Optional.empty()
          : Optional.of(
              attributes.find(column.attributeId()).orElseThrow().valueFormat().parse(cell));
    } catch (InvalidValue e) {
      throw new BadRow("%s: %s".formatted(column.name(), e.getMessage()));
    }
  }

  private static void checkText(Map<String, String> fields, String name, int max) throws BadRow {
    String text = fields.getOrDefault(name, "");
    if (text.length() > max || text.indexOf('\0') >= 0) {
      throw new BadRow(
          "%s has %d characters; allowed are at most %d, without U+0000"
              .formatted(name, text.length(), max));
    }
  }

  /** The row's item and its parent, as far as they look like ids. */
  static List<Long> idsIn(JsonArray row, List<Column> columns) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < Math.min(columns.size(), row.size() - 1); i++) {
      String cell = row.getString(i + 1).trim();
      if (ID_FIELDS.contains(columns.get(i).name())
          && columns.get(i).attributeId() == null
          && isId(cell)) {
        ids.add(Long.valueOf(cell));
      }
    }
    return ids;
  }

  private static boolean isId(String cell) {
    return ID_DIGITS.matcher(cell).matches()
        && Long.parseLong(cell) >= 1
        && Long.parseLong(cell) <= Params.MAX_SAFE_INTEGER;
  }

  private static long number(String name, String cell) throws BadRow {
    if (isId(cell)) {
      return Long.parseLong(cell);
    }
    throw new BadRow(
        "%s is '%s'; allowed is a whole number from 1 to %d"
            .formatted(name, cell, Params.MAX_SAFE_INTEGER));
  }

  /** Whether the file has a column for it. */
  boolean has(String field) {
    return fields.containsKey(field);
  }

  /** Null for the top of the tree. */
  Long parentId() throws BadRow {
    String cell = fields.getOrDefault(Column.PARENT_ID, "");
    return cell.isEmpty() ? null : (Long) number(Column.PARENT_ID, cell);
  }

  String name() {
    return fields.getOrDefault(Column.NAME, "");
  }

  String description() {
    return fields.getOrDefault(Column.DESCRIPTION, "");
  }
}
