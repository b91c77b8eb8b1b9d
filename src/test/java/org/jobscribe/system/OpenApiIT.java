package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every reply of every operation is as {@code /openapi} says: first what succeeds, then every
 * refusal, at last with the database gone; then nothing that the document has is left over.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenApiIT {

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final Map<String, String> CSV = Map.of("Content-Type", "text/csv");
  private static final String TOO_LARGE = " ".repeat(1_200_000);

  /**
   * A request of each operation that has a body: one that succeeds, for a view and an attribute.
   */
  private static final List<Write> WRITES =
      List.of(
          new Write("POST", "/api/v1/views", JSON, "{\"name\":\"A view\"}"),
          new Write(
              "POST",
              "/api/v1/view/1/attributes",
              JSON,
              "{\"name\":\"Another\",\"type\":\"number\",\"format\":\"0.00\"}"),
          new Write("PUT", "/api/v1/view/1/items", CSV, "id,name\n100,A\n"),
          new Write("POST", "/api/v1/view/1/preview-bulk-edit", JSON, clauses(2, "text", "Old")),
          new Write(
              "POST",
              "/api/v1/view/1/bulk-edit",
              JSON,
              "{\"bulkEditPackage\":{\"changeAttributes\":[],\"whenAttributes\":[],\"bulkEditItems\":[]}}"));

  private static final List<String> READS =
      List.of(
          "/api/v1/jobs",
          "/api/v1/job/1",
          "/api/v1/job/1/details",
          "/api/v1/job/1/details/0",
          "/api/v1/job/1/items?outcome=changed",
          "/api/v1/views",
          "/api/v1/view/1/attributes",
          "/api/v1/view/1/items");

  /** What can be asked of a job. */
  private static final List<Write> CONTROLS =
      List.of(
          new Write("DELETE", "/api/v1/job/1", Map.of(), ""),
          new Write("POST", "/api/v1/job/1/retry", Map.of(), ""));

  /**
   * Replies that no test here provokes: failures of the server, and keys that are in use just now.
   */
  private static final Set<String> ELSEWHERE =
      Set.of("PUT /api/v1/view/{viewId}/items: 409", "POST /api/v1/view/{viewId}/bulk-edit: 409");

  private record Write(String method, String path, Map<String, String> headers, String body) {}

  private static final Set<String> seen = new TreeSet<>();
  private static Database database;
  private static Server server;
  private static JobscribeClient admin;
  private static OpenApi openApi;

  @BeforeAll
  static void aServerThatTakesLittleOnADatabaseThatCanBeStopped() {
    database = Database.ownPostgres();
    Map<String, String> environment = TestIssuer.TRUSTED.environment(database);
    environment.put("JOBSCRIBE_REQUEST_MAX_BYTES", "1100000");
    server = Server.start("openapi", environment);
    admin = JobscribeClient.of(server, TestIssuer.TRUSTED.token("ADMIN"));
    openApi = OpenApi.of(admin.anonymous().get("/openapi").expect(200).body());
  }

  @AfterAll
  static void end() {
    server.close();
    database.stop();
  }

  @Test
  @Order(1)
  void whatSucceeds() {
    makeAnItemWithAValueOfEveryType();
    for (Write write : WRITES) {
      asDescribed(admin, write.method(), write.path(), write.headers(), write.body());
    }
    admin.awaitFinal(1);
    for (String path : READS) {
      Reply reply = asDescribed(admin, "GET", path, Map.of(), "").expect(200);
      if (!reply.header("ETag").isEmpty()) {
        Map<String, String> unchanged = Map.of("If-None-Match", reply.header("ETag"));
        asDescribed(admin, "GET", path, unchanged, "").expect(304);
      }
    }
    asDescribed(admin, "GET", "/api/v1/job/1/details/0?limit=1", Map.of(), "").expect(200);
    for (String form : List.of("text/plain", "application/x-ndjson", "text/event-stream")) {
      asDescribed(admin, "GET", "/api/v1/job/1/details", Map.of("Accept", form), "").expect(200);
    }
    asDescribed(admin, "GET", "/api/v1/jobs?limit=1", Map.of(), "").expect(200);
  }

  @Test
  @Order(2)
  void aPreviewAndWhatIsMadeOfIt() {
    String path = "/api/v1/view/1/preview-bulk-edit";
    String clauses = clauses(2, "text", "New");
    assertThat(openApi.violationsOfRequest("POST /api/v1/view/{viewId}/preview-bulk-edit", clauses))
        .isEmpty();
    Reply preview = asDescribed(admin, "POST", path, JSON, clauses).expect(200);
    JsonObject bulkEditPackage = preview.json().getJsonObject("payload");
    assertThat(bulkEditPackage.getJsonArray("bulkEditItems")).isNotEmpty();
    String body = "{\"bulkEditPackage\":" + bulkEditPackage + "}";
    assertThat(openApi.violationsOfRequest("POST /api/v1/view/{viewId}/bulk-edit", body)).isEmpty();
    asDescribed(admin, "POST", "/api/v1/view/1/bulk-edit", JSON, body).expect(202);
  }

  @Test
  @Order(3)
  void aJobThatIsCancelledAndRetried() {
    String rows =
        IntStream.range(0, 50_000)
            .mapToObj(i -> 200_000 + i + ",A")
            .collect(Collectors.joining("\n", "id,name\n", "\n"));
    Reply submitted = asDescribed(admin, "PUT", "/api/v1/view/1/items", CSV, rows).expect(202);
    int id = submitted.json().getJsonObject("payload").getInt("id");
    asDescribed(admin, "DELETE", "/api/v1/job/" + id, Map.of(), "").expect(202);
    admin.awaitFinal(id);
    String unprocessed = "/api/v1/job/" + id + "/items?outcome=unprocessed&limit=2";
    asDescribed(admin, "GET", unprocessed, Map.of(), "").expect(200);
    Map<String, String> key = Map.of("Idempotency-Key", "retry");
    asDescribed(admin, "POST", "/api/v1/job/" + id + "/retry", key, "").expect(202);
    asDescribed(admin, "POST", "/api/v1/job/1/retry", key, "").expect(422);
    for (Write control : CONTROLS) {
      asDescribed(admin, control.method(), control.path(), Map.of(), "").expect(409);
    }
  }

  @Test
  @Order(4)
  void aKeyThatIsUsedForAnotherRequest() {
    for (Write write : WRITES) {
      if (openApi.replies().contains(openApi.operation(write.method(), write.path()) + ": 422")) {
        Map<String, String> key = new HashMap<>(write.headers());
        key.put("Idempotency-Key", write.path());
        asDescribed(admin, write.method(), write.path(), key, write.body()).expect(202);
        asDescribed(admin, write.method(), write.path(), key, write.body() + "\n").expect(422);
      }
    }
  }

  @Test
  @Order(5)
  void aReadThatIsRefused() {
    for (String path : READS) {
      refused(path, "GET", Map.of(), "");
      String wrong = path + (path.contains("?") ? "&" : "?") + "limit=0&offset=-1";
      asDescribed(admin, "GET", wrong, Map.of(), "");
      asDescribed(admin, "GET", wrongId(path), Map.of(), "");
      asDescribed(admin, "GET", unknown(path), Map.of(), "");
    }
  }

  @Test
  @Order(6)
  void aWriteThatIsRefused() {
    for (Write control : CONTROLS) {
      refused(control.path(), control.method(), Map.of(), "");
      asDescribed(admin, control.method(), wrongId(control.path()), Map.of(), "").expect(400);
      asDescribed(admin, control.method(), unknown(control.path()), Map.of(), "").expect(404);
    }
    for (Write write : WRITES) {
      refused(write.path(), write.method(), write.headers(), write.body());
      Map<String, String> otherType = Map.of("Content-Type", "image/png");
      asDescribed(admin, write.method(), write.path(), otherType, "x").expect(415);
      asDescribed(admin, write.method(), write.path(), write.headers(), "{").expect(400);
      asDescribed(admin, write.method(), write.path(), write.headers(), TOO_LARGE).expect(413);
      asDescribed(admin, write.method(), unknown(write.path()), write.headers(), write.body());
    }
  }

  private static void refused(
      String path, String method, Map<String, String> headers, String body) {
    JobscribeClient nobody = admin.as(TestIssuer.TRUSTED.token());
    asDescribed(admin.anonymous(), method, path, headers, body).expect(401);
    asDescribed(nobody, method, path, headers, body).expect(403);
    Map<String, String> html = new HashMap<>(headers);
    html.put("Accept", "text/html");
    asDescribed(admin, method, path, html, body).expect(406);
  }

  private static String wrongId(String path) {
    return path.replaceAll("/1(/|$)", "/x$1");
  }

  private static String unknown(String path) {
    return path.replaceAll("/1(/|$)", "/4711$1");
  }

  @Test
  @Order(7)
  void everythingWithoutTheDatabase() {
    database.stop();
    for (String path : READS) {
      asDescribed(admin, "GET", path, Map.of(), "").expect(503);
    }
    Stream.concat(WRITES.stream(), CONTROLS.stream())
        .forEach(
            write ->
                asDescribed(admin, write.method(), write.path(), write.headers(), write.body())
                    .expect(503));
    database.start();
  }

  @Test
  @Order(8)
  void nothingThatTheDocumentHasIsLeftOver() {
    assertThat(
            openApi.replies().stream()
                .filter(reply -> !reply.matches(".*: (408|500)") && !ELSEWHERE.contains(reply)))
        .containsExactlyElementsOf(seen);
  }

  private static Reply asDescribed(
      JobscribeClient client,
      String method,
      String path,
      Map<String, String> headers,
      String body) {
    Reply reply = client.raw(method, path, headers, body);
    String operation = openApi.operation(method, path);
    assertThat(openApi.violations(operation, reply))
        .as("%s %s: %d %s", method, path, reply.status(), reply.body())
        .isEmpty();
    seen.add(operation + ": " + reply.status());
    return reply;
  }

  private static String clauses(int attribute, String type, String value) {
    return """
        {"changeClauses":[{"attribute":{"id":%1$d},"itemValue":{"attributeId":%1$d,"val":{"type":"%2$s","value":"%3$s"}}}],
         "whenClauses":[{"attribute":{"id":%1$d},"operator":"not contain",
                         "itemValue":{"attributeId":%1$d,"val":{"type":"%2$s","value":"nothing has this"}}},
                        {"attribute":{"id":1},"operator":"empty"}]}"""
        .formatted(attribute, type, value);
  }

  /** A cell for an attribute of each type. */
  private static final Map<String, String> CELLS =
      Map.ofEntries(
          Map.entry("string", "one"),
          Map.entry("text", "two"),
          Map.entry("number", "1.5"),
          Map.entry("date", "2026-01-31"),
          Map.entry("currency", "12.50 AUD"),
          Map.entry("volume", "1 l"),
          Map.entry("dimension", "1 x 2 x 3 cm"),
          Map.entry("area", "1 m2"),
          Map.entry("length", "1 m"),
          Map.entry("width", "1 cm"),
          Map.entry("height", "1 mm"),
          Map.entry("weight", "1 kg"),
          Map.entry("select", "k"),
          Map.entry("doubleselect", "k/l"));

  private static void makeAnItemWithAValueOfEveryType() {
    for (String type : CELLS.keySet()) {
      String path = "/api/v1/view/1/attributes";
      asDescribed(admin, "POST", path, JSON, attribute(type)).expect(201);
    }
    String csv =
        "id,name,"
            + CELLS.keySet().stream().map("every "::concat).collect(Collectors.joining(","))
            + "\n99,All,"
            + String.join(",", CELLS.values())
            + "\n";
    Reply submitted = asDescribed(admin, "PUT", "/api/v1/view/1/items", CSV, csv).expect(202);
    int job = submitted.json().getJsonObject("payload").getInt("id");
    JsonObject details = admin.awaitFinal(job);
    assertThat(details.getJsonObject("job").getInt("failed")).as("%s", details).isZero();
    JsonObject items = asDescribed(admin, "GET", "/api/v1/view/1/items", Map.of(), "").json();
    assertThat(item(items, 99).values().stream().filter(OpenApiIT::isValue)).hasSize(CELLS.size());
  }

  private static String attribute(String type) {
    String options =
        switch (type) {
          case "select" -> ",\"options\":[{\"key\":\"k\",\"label\":\"K\"}]";
          case "doubleselect" ->
              ",\"options\":[{\"key1\":\"k\",\"key2\":\"l\",\"label\":\"K and L\"}]";
          default -> "";
        };
    return "{\"name\":\"every %1$s\",\"type\":\"%1$s\"%2$s}".formatted(type, options);
  }

  private static JsonObject item(JsonObject items, int id) {
    return items.getJsonArray("payload").getValuesAs(JsonObject.class).stream()
        .filter(item -> item.getInt("id") == id)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isValue(JsonValue member) {
    return member.getValueType() == JsonValue.ValueType.OBJECT;
  }
}
