package org.jobscribe.itemimport;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jobscribe.catalogue.Attribute;
import org.jobscribe.catalogue.Attributes;
import org.jobscribe.json.JsonText;
import org.jobscribe.problem.InvalidInput;
import org.jobscribe.problem.Violation;

/**
 * A column of the file: one of an item's own fields, or an attribute's values.
 *
 * @param attributeId null for a field
 */
record Column(String name, Long attributeId) {

  static final String ID = "id";
  static final String PARENT_ID = "parentId";
  static final String NAME = "name";
  static final String DESCRIPTION = "description";
  private static final Set<String> FIELDS = Set.of(ID, PARENT_ID, NAME, DESCRIPTION);

  /**
   * @param header the file's first row
   * @throws InvalidInput if a column is unknown or there twice, or if there is none for the id
   */
  static List<Column> read(List<String> header, Attributes attributes) {
    List<Column> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String cell : header) {
      String name = cell.trim();
      if (!seen.add(name)) {
        throw wrong(name, "the header has the column '%s' twice".formatted(name));
      }
      columns.add(of(name, attributes));
    }
    if (!seen.contains(ID)) {
      throw wrong("", "the header has no column 'id'");
    }
    return columns;
  }

  private static Column of(String name, Attributes attributes) {
    if (FIELDS.contains(name)) {
      return new Column(name, null);
    }
    Optional<Attribute> attribute = attributes.find(name);
    List<String> names = attributes.all().stream().map(Attribute::name).toList();
    return new Column(
        name,
        attribute
            .orElseThrow(
                () ->
                    wrong(
                        name,
                        "the header has the column '%s'; allowed are id, parentId, name, description and the view's attributes %s"
                            .formatted(name, names)))
            .id());
  }

  private static InvalidInput wrong(String column, String why) {
    return new InvalidInput(Violation.inBody("line 1", column, "line 1: " + why));
  }

  static JsonArray write(List<Column> columns) {
    JsonArrayBuilder json = JsonText.array();
    for (Column column : columns) {
      if (column.attributeId() == null) {
        json.add(column.name());
      } else {
        json.add(column.attributeId());
      }
    }
    return json.build();
  }

  /**
   * What {@link #write} wrote; the names of attributes' columns are the attributes' names of now.
   */
  static List<Column> read(JsonArray written, Attributes attributes) {
    return written.stream()
        .map(
            column ->
                column instanceof JsonString field
                    ? new Column(field.getString(), null)
                    : of(attributes, ((JsonNumber) column).longValue()))
        .toList();
  }

  private static Column of(Attributes attributes, long attributeId) {
    return new Column(attributes.find(attributeId).orElseThrow().name(), attributeId);
  }
}
