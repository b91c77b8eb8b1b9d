package org.jobscribe.web;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.function.Consumer;
import org.jobscribe.json.JsonText;

/**
 * The frame of every successful reply: {@code {"status":"SUCCESS","message":"…",…,"payload":…}},
 * written as it is made.
 */
public final class Envelope {

  private Envelope() {}

  /**
   * @param members writes {@code payload}, and what stands beside it, as members of the reply's
   *     object
   */
  public static StreamingOutput of(String message, Consumer<JsonGenerator> members) {
    return out -> {
      try (JsonGenerator json = JsonText.generator(out)) {
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
