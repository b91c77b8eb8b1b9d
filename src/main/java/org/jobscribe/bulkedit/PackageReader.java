package org.jobscribe.bulkedit;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jobscribe.catalogue.Attribute;
import org.jobscribe.catalogue.Attributes;
import org.jobscribe.json.JsonText;
import org.jobscribe.problem.InvalidInput;
import org.jobscribe.problem.Violation;
import org.jobscribe.web.BodyNode;

/**
 * Reads the items of a submitted bulk edit package while they come, depth first, a parent before
 * its children, and checks each of them. Holds one tree of the top level, or {@value #BATCH} items,
 * at a time.
 */
final class PackageReader implements Iterator<JsonObject> {

  /** How deep items nest at most; the JSON parser itself ends somewhere beyond. */
  static final int MAX_DEPTH = 100;

  private static final int BATCH = 500;
  private static final String PACKAGE = "bulkEditPackage";
  private static final String ITEMS = "bulkEditItems";

  private final JsonParser parser;
  private final Map<String, Attribute> attributes;
  private final Function<Set<Long>, Set<Long>> existing;
  private final Deque<JsonObject> ready = new ArrayDeque<>();
  private List<Pending> pending = new ArrayList<>();
  private int tops;
  private boolean atEnd;

  /** An edit whose item is yet to be looked for. */
  private record Pending(BodyNode id, JsonObject edit) {}

  /**
   * @param existing tells which of some ids are items of the view
   */
  PackageReader(InputStream body, Attributes attributes, Function<Set<Long>, Set<Long>> existing) {
    this.attributes =
        attributes.all().stream()
            .collect(Collectors.toMap(a -> Long.toString(a.id()), Function.identity()));
    this.existing = existing;
    try {
      this.parser = JsonText.parser(body); // throws if the body is empty
      enter("", Event.START_OBJECT);
      findMember("", PACKAGE, Event.START_OBJECT);
      findMember(PACKAGE, ITEMS, Event.START_ARRAY);
    } catch (JsonException e) {
      throw BodyNode.notJson(e);
    }
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !atEnd) {
      readBatch();
    }
    return !ready.isEmpty();
  }

  /** The next item: {@code {"id":…,"changes":{"<attributeId>":{"old":val or null,"new":val}}}}. */
  @Override
  public JsonObject next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void readBatch() {
    try {
      while (pending.size() < BATCH && !atEnd) {
        readTop();
      }
    } catch (JsonException e) {
      throw BodyNode.notJson(e);
    }
    checkExistence();
    pending.forEach(item -> ready.add(item.edit()));
    pending = new ArrayList<>();
  }

  private void readTop() {
    Event event = nextEvent();
    if (event == Event.END_ARRAY) {
      readRest();
      atEnd = true;
    } else {
      readItem(event, "%s.%s[%d]".formatted(PACKAGE, ITEMS, tops++), 1);
    }
  }

  private void readItem(Event event, String path, int depth) {
    if (event != Event.START_OBJECT) {
      throw new BodyNode(path, value()).wrong("an object");
    }
    if (depth > MAX_DEPTH) {
      throw new InvalidInput(
          Violation.inBody(
              path,
              "",
              "%s is nested deeper than the allowed %d items".formatted(path, MAX_DEPTH)));
    }
    int place = pending.size();
    pending.add(null); // before its children
    BodyNode id = null;
    BodyNode changes = null;
    while (nextEvent() == Event.KEY_NAME) {
      switch (parser.getString()) {
        case "id" -> id = nextValue(path + ".id");
        case "changes" -> changes = nextValue(path + ".changes");
        case "children" -> readChildren(path + ".children", depth + 1);
        default -> skipValue();
      }
    }
    if (id == null || changes == null) {
      throw BodyNode.missing(path + (id == null ? ".id" : ".changes"));
    }
    pending.set(place, new Pending(id, edit(id, changes)));
  }

  private void readChildren(String path, int depth) {
    Event event = nextEvent();
    if (event == Event.VALUE_NULL) {
      return;
    }
    if (event != Event.START_ARRAY) {
      throw new BodyNode(path, value()).wrong("an array");
    }
    int index = 0;
    for (Event child = nextEvent(); child != Event.END_ARRAY; child = nextEvent()) {
      readItem(child, path + "[" + index++ + "]", depth);
    }
  }

  private JsonObject edit(BodyNode id, BodyNode changes) {
    JsonObjectBuilder checked = JsonText.object();
    for (String attributeId : changes.object().keySet()) {
      Attribute attribute = attribute(changes, attributeId);
      checked.add(attributeId, change(changes.get(attributeId), attribute));
    }
    return JsonText.object().add("id", id.id()).add("changes", checked).build();
  }

  private Attribute attribute(BodyNode changes, String attributeId) {
    if (attributes.containsKey(attributeId)) {
      return attributes.get(attributeId);
    }
    throw new BodyNode(changes.path() + "." + attributeId, changes.object().get(attributeId))
        .refused("the view has no attribute " + attributeId);
  }

  private static JsonObject change(BodyNode change, Attribute attribute) {
    JsonObjectBuilder checked = JsonText.object();
    change
        .find("old")
        .ifPresentOrElse(
            old -> checked.add("old", val(old, attribute)), () -> checked.addNull("old"));
    return checked.add("new", val(change.get("new"), attribute)).build();
  }

  private static JsonObject val(BodyNode itemValue, Attribute attribute) {
    return attribute.valueFormat().write(Clauses.value(itemValue, attribute));
  }

  private void checkExistence() {
    Set<Long> found =
        existing.apply(pending.stream().map(item -> item.id().id()).collect(Collectors.toSet()));
    for (Pending item : pending) {
      if (!found.contains(item.id().id())) {
        throw item.id().refused("the view has no item %d".formatted(item.id().id()));
      }
    }
  }

  /** Steps into the member's value, over everything before it. */
  private void findMember(String path, String member, Event start) {
    String memberPath = path.isEmpty() ? member : path + "." + member;
    while (nextEvent() == Event.KEY_NAME) {
      if (parser.getString().equals(member)) {
        enter(memberPath, start);
        return;
      }
      skipValue();
    }
    throw BodyNode.missing(memberPath);
  }

  private void enter(String path, Event start) {
    if (nextEvent() != start) {
      throw new BodyNode(path, value())
          .wrong(start == Event.START_OBJECT ? "an object" : "an array");
    }
  }

  /** What follows the items must be well-formed too. */
  private void readRest() {
    skip(2);
    if (JsonText.parsed(parser::hasNext)) {
      nextEvent();
    }
  }

  private BodyNode nextValue(String path) {
    nextEvent();
    return new BodyNode(path, value());
  }

  private JsonValue value() {
    return JsonText.parsed(parser::getValue);
  }

  private void skipValue() {
    skip(opened(nextEvent()));
  }

  /** Not the parser's own skipping: at the end of a body that was cut off it would not return. */
  private void skip(int open) {
    for (int still = open; still > 0; ) {
      still += opened(nextEvent());
    }
  }

  private static int opened(Event event) {
    return switch (event) {
      case START_OBJECT, START_ARRAY -> 1;
      case END_OBJECT, END_ARRAY -> -1;
      default -> 0;
    };
  }

  private Event nextEvent() {
    return JsonText.parsed(parser::next);
  }
}
