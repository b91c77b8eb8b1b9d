package org.jobscribe.catalogue;

import java.util.List;
import java.util.Optional;
import org.jobscribe.catalogue.value.AttributeType;
import org.jobscribe.catalogue.value.InvalidValue;
import org.jobscribe.catalogue.value.Option;
import org.jobscribe.catalogue.value.ValueFormat;
import org.jobscribe.problem.InvalidInput;
import org.jobscribe.web.BodyNode;

/** What a request to make an attribute, or a view, says. */
record NewAttribute(String name, String description, ValueFormat valueFormat) {

  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 1_000;
  private static final int MAX_FORMAT = 100;

  /**
   * @throws InvalidInput if a member is missing or not allowed
   */
  static NewAttribute of(BodyNode body) {
    AttributeType type = type(body.get("type"));
    String format = body.find("format").map(node -> node.text(MAX_FORMAT)).orElse(null);
    try {
      return new NewAttribute(
          name(body), description(body), new ValueFormat(type, format, options(body)));
    } catch (InvalidValue e) {
      throw body.refused(e.getMessage());
    }
  }

  static String name(BodyNode body) {
    BodyNode name = body.get("name");
    if (name.text(MAX_NAME).isBlank()) {
      throw name.wrong("a name that is not blank");
    }
    return name.text(MAX_NAME);
  }

  static String description(BodyNode body) {
    return body.find("description").map(node -> node.text(MAX_DESCRIPTION)).orElse("");
  }

  private static AttributeType type(BodyNode node) {
    try {
      return AttributeType.of(node.text(MAX_NAME));
    } catch (InvalidValue e) {
      throw node.refused(e.getMessage());
    }
  }

  private static List<Option> options(BodyNode body) {
    return body.find("options").map(BodyNode::elements).orElse(List.of()).stream()
        .map(NewAttribute::option)
        .toList();
  }

  private static Option option(BodyNode option) {
    Optional<BodyNode> key = option.find("key");
    return new Option(
        key.orElseGet(() -> option.get("key1")).text(MAX_NAME),
        key.isPresent() ? null : option.get("key2").text(MAX_NAME),
        label(option.get("label")));
  }

  private static String label(BodyNode label) {
    if (label.text(MAX_NAME).isBlank()) {
      throw label.wrong("a label that is not blank");
    }
    return label.text(MAX_NAME);
  }
}
