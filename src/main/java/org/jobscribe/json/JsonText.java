package org.jobscribe.json;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads and writes JSON with factories that are looked up once: the static methods of {@link Json}
 * search a provider at each call.
 */
public final class JsonText {

  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
  private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());

  private JsonText() {}

  /**
   * @throws jakarta.json.JsonException if the text is not one JSON object
   */
  public static JsonObject readObject(String text) {
    return readOne(() -> PARSERS.createParser(new StringReader(text)), Event.START_OBJECT)
        .asJsonObject();
  }

  /**
   * @throws jakarta.json.JsonException if the stream is not one JSON object
   */
  public static JsonObject readObject(InputStream in) {
    return readOne(() -> PARSERS.createParser(in), Event.START_OBJECT).asJsonObject();
  }

  /**
   * @throws jakarta.json.JsonException if the text is not one JSON array
   */
  public static JsonArray readArray(String text) {
    return readOne(() -> PARSERS.createParser(new StringReader(text)), Event.START_ARRAY)
        .asJsonArray();
  }

  private static JsonValue readOne(Supplier<JsonParser> opening, Event start) {
    return parsed(
        () -> {
          try (JsonParser parser = opening.get()) {
            if (parser.next() != start) {
              throw new JsonException(
                  "it is not one JSON " + (start == Event.START_OBJECT ? "object" : "array"));
            }
            JsonValue value = parser.getValue();
            parser.hasNext(); // refuses what follows
            return value;
          }
        });
  }

  /**
   * What a step of a parser gives.
   *
   * @throws JsonException if the provider refuses the text, in whichever way: it has other
   *     exceptions for numbers of more than 1,100 digits, for exponents out of range, for nesting
   *     beyond 1,000 and for the end of the text
   */
  public static <T> T parsed(Supplier<T> step) {
    try {
      return step.get();
    } catch (JsonException e) {
      throw e;
    } catch (NoSuchElementException e) {
      throw new JsonException("it ends too early", e);
    } catch (RuntimeException e) {
      throw new JsonException(e.getMessage(), e);
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

  /** The text of a small document. */
  public static String text(Consumer<JsonGenerator> document) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = GENERATORS.createGenerator(text)) {
      document.accept(json);
    }
    return text.toString();
  }
}
