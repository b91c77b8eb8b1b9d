package org.jobscribe.web;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/** The frame of every successful reply: {@code {"status":"SUCCESS","message":"…",…,"payload":…}}, written as it is made. */
public final class Envelope {

  private static final JsonGeneratorFactory JSON = Json.createGeneratorFactory(Map.of());

  private Envelope() {}

  /**
   * @param members writes {@code payload}, and what stands beside it, as members of the reply's object
   */
  public static StreamingOutput of(String message, Consumer<JsonGenerator> members) {
    return out -> {
      try (JsonGenerator json = JSON.createGenerator(out)) {
        json.writeStartObject().write("status", "SUCCESS").write("message", message);
        members.accept(json);
        json.writeEnd();
      } catch (JsonException e) {
        if (e.getCause() instanceof IOException clientGone) {
          throw clientGone;
        }
        throw e;
      }
    };
  }
}
