package org.jobscribe.bulkedit;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jobscribe.catalogue.Attribute;
import org.jobscribe.catalogue.Attributes;
import org.jobscribe.catalogue.value.Condition;
import org.jobscribe.catalogue.value.InvalidValue;
import org.jobscribe.catalogue.value.Operator;
import org.jobscribe.catalogue.value.Value;
import org.jobscribe.web.BodyNode;

/**
 * What a preview asks for: which values to set, on the items for which every condition holds.
 *
 * @param changes at least one, at most one an attribute
 * @param conditions none stands for all items
 */
record Clauses(List<Change> changes, List<When> conditions) {

  private static final int MAX_NAME = 100;

  /** A value to set. */
  record Change(Attribute attribute, Value value) {}

  /** A condition on an attribute's value. */
  record When(Attribute attribute, Condition condition) {}

  /**
   * @throws org.jobscribe.problem.InvalidInput if a clause is not complete or does not fit the
   *     view's attributes
   */
  static Clauses read(BodyNode body, Attributes attributes) {
    List<Change> changes = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    for (BodyNode clause : body.get("changeClauses").elements()) {
      Change change = change(clause, attributes);
      if (!seen.add(change.attribute().id())) {
        throw clause.refused("attribute %d is changed twice".formatted(change.attribute().id()));
      }
      changes.add(change);
    }
    if (changes.isEmpty()) {
      throw body.get("changeClauses").wrong("at least one clause");
    }
    return new Clauses(changes, conditions(body, attributes));
  }

  private static Change change(BodyNode clause, Attributes attributes) {
    Attribute attribute = attribute(clause.get("attribute").get("id"), attributes);
    return new Change(attribute, value(clause.get("itemValue"), attribute));
  }

  private static List<When> conditions(BodyNode body, Attributes attributes) {
    List<BodyNode> clauses = body.find("whenClauses").map(BodyNode::elements).orElse(List.of());
    return clauses.stream().map(clause -> condition(clause, attributes)).toList();
  }

  private static When condition(BodyNode clause, Attributes attributes) {
    Attribute attribute = attribute(clause.get("attribute").get("id"), attributes);
    BodyNode operator = clause.get("operator");
    JsonObject val =
        clause
            .find("itemValue")
            .flatMap(node -> node.find("val"))
            .map(BodyNode::object)
            .orElse(null);
    try {
      return new When(
          attribute,
          Condition.read(attribute.valueFormat(), Operator.of(operator.text(MAX_NAME)), val));
    } catch (InvalidValue e) {
      throw "operator".equals(e.member())
          ? operator.refused(e.getMessage())
          : clause.refused(e.getMessage());
    }
  }

  static Attribute attribute(BodyNode id, Attributes attributes) {
    return attributes
        .find(id.id())
        .orElseThrow(() -> id.refused("the view has no attribute %d".formatted(id.id())));
  }

  /** Reads {@code {attributeId?, val}}. */
  static Value value(BodyNode itemValue, Attribute attribute) {
    itemValue
        .find("attributeId")
        .filter(id -> id.id() != attribute.id())
        .ifPresent(
            id -> {
              throw id.wrong(Long.toString(attribute.id()));
            });
    BodyNode val = itemValue.get("val");
    try {
      return attribute.valueFormat().read(val.object());
    } catch (InvalidValue e) {
      JsonValue wrong = val.object().getOrDefault(e.member(), JsonValue.NULL);
      throw new BodyNode(val.path() + "." + e.member(), wrong).refused(e.getMessage());
    }
  }
}
