package org.jobscribe.bulkedit;

import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jobscribe.catalogue.Attribute;
import org.jobscribe.catalogue.CatalogueDocument;
import org.jobscribe.catalogue.Item;
import org.jobscribe.catalogue.value.Value;
import org.jobscribe.catalogue.value.ValueFormat;

/**
 * The items that a bulk edit would touch, with their values before it. Items are added by id
 * ascending; each is shown below its nearest ancestor that is touched too. Its memory grows with
 * the touched items, and with the untouched ones that have a parent.
 */
public final class Preview {

  private final Clauses clauses;
  private final Map<Long, Long> parents = new HashMap<>();
  private final Map<Long, Touched> touched = new LinkedHashMap<>();

  private record Touched(Item item, Map<Long, Value> values, List<Touched> children) {}

  Preview(Clauses clauses) {
    this.clauses = clauses;
  }

  /**
   * @param values the item's values, by attribute, of the attributes in the clauses
   */
  void add(Item item, Map<Long, Value> values) {
    if (item.parentId() != null) {
      parents.put(item.id(), item.parentId());
    }
    if (clauses.conditions().stream()
        .allMatch(when -> when.condition().holds(values.get(when.attribute().id())))) {
      touched.put(item.id(), new Touched(item, values, new ArrayList<>()));
    }
  }

  int size() {
    return touched.size();
  }

  /** Writes the bulk edit package as members of the open object. */
  void write(JsonGenerator json) {
    json.writeStartArray("changeAttributes");
    clauses.changes().forEach(change -> CatalogueDocument.write(json, change.attribute()));
    json.writeEnd().writeStartArray("whenAttributes");
    clauses.conditions().stream()
        .map(Clauses.When::attribute)
        .distinct()
        .forEach(when -> CatalogueDocument.write(json, when));
    json.writeEnd().writeStartArray("bulkEditItems");
    tops().forEach(top -> write(json, top));
    json.writeEnd();
  }

  private List<Touched> tops() {
    List<Touched> tops = new ArrayList<>();
    for (Touched node : touched.values()) {
      Touched parent = nearestTouchedAncestor(node.item().id());
      (parent == null ? tops : parent.children()).add(node);
    }
    return tops;
  }

  private Touched nearestTouchedAncestor(long itemId) {
    Long ancestor = parents.get(itemId);
    while (ancestor != null && !touched.containsKey(ancestor)) {
      ancestor = parents.get(ancestor);
    }
    return ancestor == null ? null : touched.get(ancestor);
  }

  private void write(JsonGenerator json, Touched node) {
    json.writeStartObject()
        .write("id", node.item().id())
        .write("name", node.item().name())
        .write("description", node.item().description())
        .writeStartArray("children");
    node.children().forEach(child -> write(json, child));
    json.writeEnd().writeStartArray("images").writeEnd().writeStartObject("changes");
    clauses.changes().forEach(change -> writeChange(json, change, node.values()));
    json.writeEnd().writeStartObject("whens");
    firstConditions().forEach((id, when) -> writeCondition(json, when));
    json.writeEnd().writeEnd();
  }

  private static void writeChange(
      JsonGenerator json, Clauses.Change change, Map<Long, Value> values) {
    Attribute attribute = change.attribute();
    json.writeStartObject(Long.toString(attribute.id()));
    CatalogueDocument.write(json, "old", attribute, values.get(attribute.id()));
    CatalogueDocument.write(json, "new", attribute, change.value());
    json.writeEnd();
  }

  /**
   * The package has room for one condition an attribute; a second one on the same attribute counts,
   * but is not shown.
   */
  private Map<Long, Clauses.When> firstConditions() {
    Map<Long, Clauses.When> first = new LinkedHashMap<>();
    clauses.conditions().forEach(when -> first.putIfAbsent(when.attribute().id(), when));
    return first;
  }

  private static void writeCondition(JsonGenerator json, Clauses.When when) {
    Attribute attribute = when.attribute();
    json.writeStartObject(Long.toString(attribute.id()))
        .write("attributeId", attribute.id())
        .write("operator", when.condition().operator().wireName());
    when.condition()
        .operand()
        .ifPresent(operand -> json.write("val", format(attribute, operand).write(operand)));
    json.writeEnd();
  }

  /** A text may be looked for in values of any type. */
  private static ValueFormat format(Attribute attribute, Value operand) {
    ValueFormat own = attribute.valueFormat();
    return operand.type() == own.type() ? own : ValueFormat.of(operand.type());
  }
}
