package org.jobscribe.catalogue;

import jakarta.json.stream.JsonGenerator;
import java.util.List;
import org.jobscribe.catalogue.value.Option;
import org.jobscribe.catalogue.value.Value;
import org.jobscribe.catalogue.value.ValueFormat;

/** Views, attributes and values as every reply writes them. */
public final class CatalogueDocument {

  private CatalogueDocument() {}

  static void write(JsonGenerator json, CatalogueView view) {
    json.writeStartObject()
        .write("id", view.id())
        .write("name", view.name())
        .write("description", view.description())
        .writeEnd();
  }

  /** An attribute as an object: {@code {id, name, description, type, format?, options?}}. */
  public static void write(JsonGenerator json, Attribute attribute) {
    ValueFormat format = attribute.valueFormat();
    json.writeStartObject()
        .write("id", attribute.id())
        .write("name", attribute.name())
        .write("description", attribute.description())
        .write("type", format.type().wireName());
    if (format.format() != null) {
      json.write("format", format.format());
    }
    if (!format.options().isEmpty()) {
      writeOptions(json, format.options());
    }
    json.writeEnd();
  }

  private static void writeOptions(JsonGenerator json, List<Option> options) {
    json.writeStartArray("options");
    for (Option option : options) {
      json.writeStartObject();
      if (option.key2() == null) {
        json.write("key", option.key1());
      } else {
        json.write("key1", option.key1()).write("key2", option.key2());
      }
      json.write("label", option.label()).writeEnd();
    }
    json.writeEnd();
  }

  /**
   * A value as a member of the open object: {@code {attributeId, val}}, or null if there is none.
   */
  public static void write(JsonGenerator json, String member, Attribute attribute, Value value) {
    if (value == null) {
      json.writeNull(member);
    } else {
      json.writeStartObject(member)
          .write("attributeId", attribute.id())
          .write("val", attribute.valueFormat().write(value))
          .writeEnd();
    }
  }
}
