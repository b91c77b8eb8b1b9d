package org.jobscribe.catalogue.value;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;

/** One attribute of each type, and JSON with single quotes. */
final class Samples {
  private static final List<Option> COLOURS =
      List.of(
          new Option("r", null, "Red"),
          new Option("g", null, "Green"),
          new Option("dr", null, "Dark Red"),
          new Option("a", null, "Zebra"),
          new Option("z", null, "Ant"),
          new Option("plain", null, null));
  private static final List<Option> STATES =
      List.of(
          new Option("au", "vic", "Victoria"),
          new Option("au", "nsw", "New South Wales"),
          new Option("za", "nsw", "South"),
          new Option("us", "fl", null));

  private Samples() {}

  static ValueFormat format(AttributeType type) {
    return switch (type) {
      case SELECT -> ValueFormat.of(type, null, COLOURS);
      case DOUBLESELECT -> ValueFormat.of(type, null, STATES);
      default -> ValueFormat.of(type);
    };
  }

  static ValueFormat format(String type) {
    return format(AttributeType.of(type));
  }

  static JsonObject json(String singleQuoted) {
    return Json.createReader(new StringReader(singleQuoted.replace('\'', '"'))).readObject();
  }
}
