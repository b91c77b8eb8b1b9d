package org.jobscribe.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

class ProblemDocumentTest {

  private static JsonObject json(Violation violation) {
    return ProblemDocument.of(new NotFound(violation)).toJson();
  }

  @Test
  void bothKindsOfClientFindTheirMembers() {
    JsonObject json = json(Violation.inPath("jobId", "9", "There is no job 9"));
    assertThat(json.keySet())
        .containsExactly("type", "title", "status", "detail", "instance", "context", "errors");
    assertThat(json.getString("type")).isEqualTo("urn:jobscribe:problem:not-found");
    assertThat(json.getInt("status")).isEqualTo(404);
    assertThat(json.getString("detail")).isEqualTo("There is no job 9");
    assertThat(json.getString("context")).isEqualTo("default");
    assertThat(json.get("errors"))
        .hasToString(
            "[{\"msg\":\"There is no job 9\",\"location\":\"path\",\"param\":\"jobId\",\"value\":\"9\"}]");
  }

  @Test
  void eachOccurrenceHasItsName() {
    Violation violation = Violation.inPath("jobId", "9", "There is no job 9");
    assertThat(json(violation).getString("instance"))
        .matches("urn:uuid:[0-9a-f-]{36}")
        .isNotEqualTo(json(violation).getString("instance"));
  }

  @Test
  void aLongValueIsCut() {
    assertThat(Violation.inQuery("q", "x".repeat(200), "no").value()).isEqualTo("x".repeat(200));
    assertThat(Violation.inQuery("q", "x".repeat(201), "no").value())
        .isEqualTo("x".repeat(200) + "…");
  }

  @Test
  void aViolationSaysWhereItIs() {
    assertThat(Violation.inPath("a", "1", "no").location()).isEqualTo("path");
    assertThat(Violation.inQuery("a", "1", "no").location()).isEqualTo("query");
    assertThat(Violation.inHeader("a", "no").location()).isEqualTo("header");
    assertThat(Violation.inBody("a", "1", "no").location()).isEqualTo("body");
    assertThat(Violation.ofRequest("no").location()).isEqualTo("request");
  }
}
