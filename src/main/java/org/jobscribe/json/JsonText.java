package org.jobscribe.json;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.util.Map;

/**
 * Reads and writes JSON with factories that are looked up once: the static methods of {@link Json}
 * search a provider at each call.
 */
public final class JsonText {

  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
  private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());

  private JsonText() {}

  /**
   * @throws jakarta.json.JsonException if the text is not one JSON object
   */
  public static JsonObject readObject(String text) {
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  /**
   * @throws jakarta.json.JsonException if the stream is not one JSON object
   */
  public static JsonObject readObject(InputStream in) {
    try (JsonReader reader = READERS.createReader(in)) {
      return reader.readObject();
    }
  }

  /**
   * @throws jakarta.json.JsonException if the text is not one JSON array
   */
  public static JsonArray readArray(String text) {
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return reader.readArray();
    }
  }

  public static JsonObjectBuilder object() {
    return BUILDERS.createObjectBuilder();
  }

  public static JsonArrayBuilder array() {
    return BUILDERS.createArrayBuilder();
  }

  /** Reads a document of any size, event by event. */
  public static JsonParser parser(InputStream in) {
    return PARSERS.createParser(in);
  }

  /** Writes a document of any size as it is made, in UTF-8. */
  public static JsonGenerator generator(OutputStream out) {
    return GENERATORS.createGenerator(out);
  }
}
