package org.jobscribe.catalogue;

import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.function.Consumer;
import org.jobscribe.web.Envelope;
import org.jobscribe.web.Params;

/**
 * The part of a list that a request asks for.
 *
 * @param limit at most that many, 1 to {@value #MAX_LIMIT}
 * @param offset leaving out that many
 */
record Page(int limit, int offset) {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  static Page of(String limit, String offset) {
    return new Page(
        (int) Params.queryNumber("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT),
        (int) Params.queryNumber("offset", offset, 0, Integer.MAX_VALUE, 0));
  }

  <T> List<T> of(List<T> all) {
    int from = Math.min(offset, all.size());
    return all.subList(from, Math.min(all.size(), from + limit));
  }

  /**
   * @param total how long the whole list is
   * @param elements writes the page's elements into the open array
   */
  StreamingOutput reply(String message, long total, Consumer<JsonGenerator> elements) {
    return Envelope.of(
        message,
        json -> {
          json.write("limit", limit)
              .write("offset", offset)
              .write("total", total)
              .writeStartArray("payload");
          elements.accept(json);
          json.writeEnd();
        });
  }
}
