package org.jobscribe.system;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** What the server answered. */
public record Reply(int status, HttpHeaders headers, String body) {

  static Reply of(HttpResponse<String> response) {
    return new Reply(response.statusCode(), response.headers(), response.body());
  }

  /** The header's first value; empty if there is none. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /**
   * @throws jakarta.json.JsonException if the body is not a JSON object
   */
  public JsonObject json() {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readObject();
    }
  }

  /**
   * This reply.
   *
   * @throws AssertionError if its status is another one
   */
  public Reply expect(int expected) {
    if (status != expected) {
      throw new AssertionError(
          "%d expected, but the server answers %d: %s".formatted(expected, status, body));
    }
    return this;
  }
}
