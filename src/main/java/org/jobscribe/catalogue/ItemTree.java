package org.jobscribe.catalogue;

import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jobscribe.catalogue.value.Value;

/**
 * Items of the top of a view's tree with everything below them, read level by level.
 *
 * @param children by their parent's id
 * @param values by item, then by attribute
 */
record ItemTree(
    Attributes attributes,
    List<Item> roots,
    Map<Long, List<Item>> children,
    Map<Long, Map<Long, Value>> values) {

  static ItemTree read(
      ItemService items, long viewId, Attributes attributes, int offset, int limit) {
    List<Item> roots = items.roots(viewId, offset, limit);
    Map<Long, List<Item>> children = new HashMap<>();
    Map<Long, Map<Long, Value>> values = new HashMap<>();
    for (List<Item> level = roots; !level.isEmpty(); ) {
      List<Long> ids = level.stream().map(Item::id).toList();
      values.putAll(items.values(viewId, ids, attributes.all()));
      level = items.children(viewId, ids);
      level.forEach(
          item -> children.computeIfAbsent(item.parentId(), id -> new ArrayList<>()).add(item));
    }
    return new ItemTree(attributes, roots, children, values);
  }

  /** Writes the items as elements of the open array. */
  void write(JsonGenerator json) {
    roots.forEach(item -> write(json, item));
  }

  private void write(JsonGenerator json, Item item) {
    json.writeStartObject().write("id", item.id());
    if (item.parentId() == null) {
      json.writeNull("parentId");
    } else {
      json.write("parentId", item.parentId());
    }
    json.write("name", item.name()).write("description", item.description());
    json.writeStartArray("images").writeEnd();
    json.writeStartArray("children");
    children.getOrDefault(item.id(), List.of()).forEach(child -> write(json, child));
    json.writeEnd();
    writeValues(json, values.getOrDefault(item.id(), Map.of()));
    json.writeEnd();
  }

  private void writeValues(JsonGenerator json, Map<Long, Value> ofItem) {
    for (Attribute attribute : attributes.all()) {
      if (ofItem.containsKey(attribute.id())) {
        CatalogueDocument.write(
            json, Long.toString(attribute.id()), attribute, ofItem.get(attribute.id()));
      }
    }
  }
}
