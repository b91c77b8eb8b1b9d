package org.jobscribe.web;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jobscribe.problem.InvalidInput;
import org.jobscribe.problem.Violation;

/**
 * A place in a request's JSON body. What is wrong there is told with its path, its value and what
 * is allowed.
 *
 * @param path such as {@code changeClauses[0].attribute.id}; empty for the whole body
 */
public record BodyNode(String path, JsonValue value) {

  private static final int MAX_SHOWN = 100;

  public static BodyNode root(JsonObject body) {
    return new BodyNode("", body);
  }

  /** The member's node; empty if it is missing or null. */
  public Optional<BodyNode> find(String member) {
    JsonValue found = object().getOrDefault(member, JsonValue.NULL);
    return found == JsonValue.NULL
        ? Optional.empty()
        : Optional.of(new BodyNode(pathTo(member), found));
  }

  /**
   * @throws InvalidInput if the member is missing or null
   */
  public BodyNode get(String member) {
    return find(member).orElseThrow(() -> missing(pathTo(member)));
  }

  /** What to throw if there is nothing at a path that needs a value. */
  public static InvalidInput missing(String path) {
    return new InvalidInput(Violation.inBody(path, "", path + " is missing"));
  }

  private String pathTo(String member) {
    return path.isEmpty() ? member : path + "." + member;
  }

  public JsonObject object() {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw wrong("an object");
  }

  /** The elements of an array. */
  public List<BodyNode> elements() {
    if (!(value instanceof JsonArray array)) {
      throw wrong("an array");
    }
    List<BodyNode> elements = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      elements.add(new BodyNode(path + "[" + i + "]", array.get(i)));
    }
    return elements;
  }

  /** A whole number from 1 to 2^53-1. */
  public long id() {
    if (value instanceof JsonNumber number
        && number.bigDecimalValue().scale() <= 0
        && isId(number)) {
      return number.longValueExact();
    }
    throw wrong("a whole number from 1 to " + Params.MAX_SAFE_INTEGER);
  }

  private static boolean isId(JsonNumber number) {
    return number.bigDecimalValue().precision() - number.bigDecimalValue().scale() <= 16
        && number.longValue() >= 1
        && number.longValue() <= Params.MAX_SAFE_INTEGER;
  }

  /** A string of at most {@code max} characters that every database keeps as it is. */
  public String text(int max) {
    if (value instanceof JsonString string
        && string.getString().length() <= max
        && string.getString().codePoints().allMatch(BodyNode::isStorable)) {
      return string.getString();
    }
    throw wrong(
        "a string of at most %d characters, without U+0000 and halves of characters"
            .formatted(max));
  }

  private static boolean isStorable(int codePoint) {
    return codePoint != 0 && Character.getType(codePoint) != Character.SURROGATE;
  }

  /** What to throw if the value is not what is allowed here. */
  public InvalidInput wrong(String allowed) {
    String where = path.isEmpty() ? "The body" : path;
    return new InvalidInput(
        Violation.inBody(
            path, shown(), "%s is %s; allowed is %s".formatted(where, shown(), allowed)));
  }

  /** What to throw if the value cannot be accepted for the reason given. */
  public InvalidInput refused(String why) {
    return new InvalidInput(Violation.inBody(path, shown(), "%s: %s".formatted(path, why)));
  }

  /** What to throw if the body cannot be read as JSON. */
  public static InvalidInput notJson(JsonException cause) {
    return new InvalidInput(
        Violation.inBody("", "", "The body is not well-formed JSON: " + cause.getMessage()));
  }

  private String shown() {
    String text = value.toString();
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}
