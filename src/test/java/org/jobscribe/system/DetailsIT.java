package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How jobs are read: the details call with its cursor, one job, and the list. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DetailsIT {

  private int job;
  private int last;

  @BeforeAll
  void aFinishedJob(JobscribeClient client) {
    String csv = "id,name\n500001,A\n500002,B\n500003,C\n";
    job =
        client
            .importCsv(1, new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)))
            .getInt("id");
    last = client.awaitFinal(job).getJsonArray("logs").size();
    assertThat(last).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"details,1", "details/,1", "details/0,1", "details/2,3", "details/4,5"})
  void theReplyHasTheLinesAfterTheCursor(String path, int first, JobscribeClient client) {
    JsonObject payload = get(client, path).expect(200).json().getJsonObject("payload");
    JsonArray lines = payload.getJsonArray("logs");
    assertThat(lines.getJsonObject(0).getInt("id")).isEqualTo(first);
    assertThat(lines).hasSize(last - first + 1);
  }

  /** A weight in Accept takes the way through JAX-RS, which answers everything but plain polls. */
  @ParameterizedTest
  @ValueSource(strings = {"details", "details/0", "details/2", "details/5", "details/6"})
  void aPlainPollIsAnsweredAsJaxRsAnswersIt(String path, JobscribeClient client) {
    assertThat(seen(client, path, "*/*")).isEqualTo(seen(client, path, "application/json;q=0.9"));
    assertThat(seen(client.as(TestIssuer.TRUSTED.token("GUEST")), path, "*/*")).startsWith("403");
    assertThat(seen(client.anonymous(), path, "*/*")).startsWith("401");
  }

  private String seen(JobscribeClient client, String path, String accept) {
    Reply reply =
        client.raw("GET", "/api/v1/job/" + job + "/" + path, Map.of("Accept", accept), "");
    Map<String, List<String>> headers = new TreeMap<>(reply.headers().map());
    headers.remove("date");
    String whole = "%d %s %s".formatted(reply.status(), headers, reply.body());
    return whole.replaceAll("urn:uuid:[0-9a-f-]+", "");
  }

  @Test
  void afterTheLastLineThereIsNothing(JobscribeClient client) {
    JsonObject payload = get(client, "details/" + last).expect(200).json().getJsonObject("payload");
    assertThat(payload.getJsonArray("logs")).isEmpty();
    JsonObject tail = payload.getJsonObject("tail");
    assertThat(tail.keySet())
        .containsExactly(
            "nextLogId",
            "firstLogId",
            "lastLogId",
            "hasMore",
            "complete",
            "gap",
            "pollAfterMs",
            "nextBefore");
    assertThat(tail.getInt("nextLogId")).isEqualTo(last);
    assertThat(tail.getBoolean("complete")).isTrue();
    assertThat(tail.isNull("gap")).isTrue();
  }

  @Test
  void withALimitTheReplySaysThatThereIsMore(JobscribeClient client) {
    JsonObject payload =
        get(client, "details/1?limit=2").expect(200).json().getJsonObject("payload");
    assertThat(payload.getJsonArray("logs")).hasSize(2);
    JsonObject tail = payload.getJsonObject("tail");
    assertThat(tail.getInt("nextLogId")).isEqualTo(3);
    assertThat(tail.getInt("lastLogId")).isEqualTo(last);
    assertThat(tail.getBoolean("hasMore")).isTrue();
    assertThat(tail.getBoolean("complete")).isFalse();
    JsonObject rest = get(client, "details/3?limit=2").expect(200).json().getJsonObject("payload");
    assertThat(rest.getJsonObject("tail").getBoolean("complete")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "details/-1,400", "details/abc,400", "details/1.5,400", "details/9007199254740992,400",
    "details/99999999999999999999,400", "details/+1,400", "details/1e1,400", "details/%201,400",
    "details/6,400", "details/9007199254740991,400", "details?limit=0,400", "details?limit=x,400"
  })
  void aCursorThatCannotBeIsRefused(String path, int status, JobscribeClient client) {
    Reply reply = get(client, path).expect(status);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void aCursorBeyondTheLastLineIsToldWithBothIds(JobscribeClient client) {
    String detail = get(client, "details/4711").expect(400).json().getString("detail");
    assertThat(detail).contains("4711").contains("line " + last).contains("job " + job);
  }

  @Test
  void anUnknownJobIs404(JobscribeClient client) {
    for (String path : new String[] {"/api/v1/job/4711", "/api/v1/job/4711/details/0"}) {
      assertThat(client.get(path).expect(404).json().getString("detail")).contains("4711");
    }
    client.get("/api/v1/job/abc/details").expect(400);
  }

  @Test
  void theSameStateHasTheSameTagAndIsNotSentAgain(JobscribeClient client) {
    String path = "/api/v1/job/" + job + "/details/2";
    Reply first = client.get(path).expect(200);
    String tag = first.header("ETag");
    assertThat(tag).matches("W/\"[^\"]+\"");
    Reply second = client.raw("GET", path, Map.of("If-None-Match", tag), "").expect(304);
    assertThat(second.body()).isEmpty();
    assertThat(second.header("ETag")).isEqualTo(tag);
    client
        .raw("GET", "/api/v1/job/" + job + "/details/3", Map.of("If-None-Match", tag), "")
        .expect(200);
    assertThat(first.body()).isEqualTo(client.get(path).body());
  }

  @Test
  void oneJobIsTheSameWithoutItsLog(JobscribeClient client) {
    JsonObject alone = client.job(job);
    assertThat(alone).isEqualTo(client.details(job).getJsonObject("job"));
    assertThat(alone.keySet()).startsWith("id", "name", "description", "status");
  }

  @Test
  void theListIsPagedFromTheNewestOn(JobscribeClient client) {
    JsonObject first = client.get("/api/v1/jobs?limit=1").expect(200).json();
    assertThat(first.getJsonArray("payload")).hasSize(1);
    int newest = first.getJsonArray("payload").getJsonObject(0).getInt("id");
    assertThat(first.getJsonObject("page").getInt("limit")).isEqualTo(1);
    JsonArray older =
        client.get("/api/v1/jobs?before=" + newest).expect(200).json().getJsonArray("payload");
    for (int i = 1; i < older.size(); i++) {
      assertThat(older.getJsonObject(i).getInt("id"))
          .isLessThan(older.getJsonObject(i - 1).getInt("id"));
    }
    assertThat(older)
        .allSatisfy(old -> assertThat(old.asJsonObject().getInt("id")).isLessThan(newest));
    client.get("/api/v1/jobs?limit=1001").expect(400);
    client.get("/api/v1/jobs?before=0").expect(400);
  }

  private Reply get(JobscribeClient client, String path) {
    return client.get("/api/v1/job/" + job + "/" + path);
  }
}
