package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * What every refusal must be: a problem document that both kinds of client can read, and that tells
 * nothing of the inside.
 */
final class Problems {

  private Problems() {}

  static void assertIsProblem(Reply reply, int status) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.body())
        .doesNotContainPattern(
            "(?i)exception|\\bat [a-z]+\\.|org\\.jobscribe|java\\.|jakarta\\.|select |<html");
    JsonObject problem = reply.json();
    assertThat(problem.keySet())
        .containsExactly("type", "title", "status", "detail", "instance", "context", "errors");
    assertThat(problem.getInt("status")).isEqualTo(status);
    assertThat(problem.getString("type")).startsWith("urn:jobscribe:problem:");
    assertThat(problem.getString("instance")).matches("urn:uuid:[0-9a-f-]{36}");
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("context")).isEqualTo("default");
    assertThat(problem.getJsonArray("errors")).isNotEmpty();
    for (JsonObject error : problem.getJsonArray("errors").getValuesAs(JsonObject.class)) {
      assertThat(error.keySet()).containsExactly("msg", "location", "param", "value");
    }
    assertThat(problem.getString("detail"))
        .isEqualTo(firstError(reply).getString("msg"))
        .isNotBlank();
  }

  static void assertFirstError(Reply reply, String location, String param, String value) {
    JsonObject error = firstError(reply);
    assertThat(error.getString("location")).isEqualTo(location);
    assertThat(error.getString("param")).isEqualTo(param);
    assertThat(error.getString("value")).isEqualTo(value);
  }

  /** What two occurrences of the same refusal have in common. */
  static JsonObject withoutInstance(Reply reply) {
    return Json.createObjectBuilder(reply.json()).remove("instance").build();
  }

  private static JsonObject firstError(Reply reply) {
    return reply.json().getJsonArray("errors").getJsonObject(0);
  }
}
