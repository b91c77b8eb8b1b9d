package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bulk edit of the demo view: its nine items are a tree, 1, 2 (4 (7), 5 (8, 9), 6), 3. */
abstract class BulkEditIT {

  private static final List<Integer> DEPTH_FIRST = List.of(1, 2, 4, 7, 5, 8, 9, 6, 3);
  private static final List<String> SEED_JOB =
      List.of("id", "name", "description", "status", "creationDate", "progress", "lastUpdate");
  private static final List<String> SEED_LINE =
      List.of("id", "level", "message", "creationDate", "lastUpdate");
  private static final String DATE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
  private static final String ONLY_DEMO =
      "{\"operator\":\"contain\",\"attribute\":{\"id\":2},"
          + "\"itemValue\":{\"attributeId\":2,\"val\":{\"type\":\"text\",\"value\":\"ext\"}}}";

  @Test
  void theSeedsExampleGivesTheSeedsJson(JobscribeClient client) {
    String text = "New text " + UUID.randomUUID();
    JsonObject accepted = client.submitBulkEdit(1, client.preview(1, setNote(text)));
    assertThat(accepted.getString("progress")).isEqualTo("SCHEDULED");
    int id = accepted.getInt("id");
    JsonObject payload = client.awaitFinal(id);

    JsonObject job = payload.getJsonObject("job");
    assertThat(List.copyOf(job.keySet()).subList(0, SEED_JOB.size())).isEqualTo(SEED_JOB);
    assertThat(job.getString("name"))
        .matches("BulkEditJob-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    String uuid = job.getString("name").substring("BulkEditJob-".length());
    assertThat(job.getString("description")).isEqualTo("Bulk Edit Job (" + uuid + ") for viewId 1");
    assertThat(job.getString("status")).isEqualTo("ENABLED");
    assertThat(job.getString("progress")).isEqualTo("COMPLETED");
    assertThat(job.getString("creationDate")).matches(DATE);
    assertThat(job.getString("lastUpdate")).matches(DATE);
    assertThat(job.getString("type")).isEqualTo("BulkEditJob");
    assertThat(job.getString("submitter")).isEqualTo("tester");
    assertThat(job.getString("startDate"))
        .isEqualTo(lines(payload).get(0).getString("creationDate"))
        .isGreaterThanOrEqualTo(job.getString("creationDate"));
    assertThat(job.getString("endDate"))
        .isEqualTo(job.getString("lastUpdate"))
        .isGreaterThanOrEqualTo(job.getString("startDate"));

    List<JsonObject> lines = lines(payload);
    assertThat(lines).hasSize(20);
    for (JsonObject line : lines) {
      assertThat(List.copyOf(line.keySet())).isEqualTo(SEED_LINE);
      assertThat(line.getString("level")).isEqualTo("INFO");
      assertThat(line.getString("creationDate")).matches(DATE);
      assertThat(line.getString("lastUpdate")).matches(DATE);
    }
    assertThat(lines.stream().map(line -> line.getInt("id")))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    assertThat(messages(payload)).containsExactlyElementsOf(seedMessages(id, text));
  }

  private static List<String> seedMessages(int jobId, String text) {
    Stream<String> start = Stream.of("Start running bulk edit job (jobId: " + jobId + ")");
    Stream<String> items =
        DEPTH_FIRST.stream()
            .flatMap(
                item ->
                    Stream.of(
                        "Working on item " + item,
                        "Changed attribute 2 for item " + item + " to " + text));
    Stream<String> end = Stream.of("Done running bulk edit job (jobId: " + jobId + ")");
    return Stream.of(start, items, end).flatMap(part -> part).toList();
  }

  @Test
  void anEditThatChangesNothingCountsAsUnchangedAndSaysSoAtDebug(JobscribeClient client) {
    String text = "Same text " + UUID.randomUUID();
    client.awaitFinal(client.submitBulkEdit(1, client.preview(1, setNote(text))).getInt("id"));
    JsonObject again =
        client.awaitFinal(client.submitBulkEdit(1, client.preview(1, setNote(text))).getInt("id"));

    JsonObject job = again.getJsonObject("job");
    assertThat(job.getInt("total")).isEqualTo(9);
    assertThat(job.getInt("unchanged")).isEqualTo(9);
    assertThat(job.getInt("changed")).isZero();
    assertThat(lines(again))
        .filteredOn(line -> line.getString("level").equals("DEBUG"))
        .extracting(line -> line.getString("message"))
        .hasSize(9)
        .contains("Attribute 2 for item 7 already is " + text);
  }

  @Test
  void aValueThatIsNotAsPreviewedAnyMoreIsChangedWithAWarning(JobscribeClient client) {
    JsonObject stale = client.preview(1, setNote("Late text " + UUID.randomUUID()));
    String meanwhile = "Early text " + UUID.randomUUID();
    client.awaitFinal(client.submitBulkEdit(1, client.preview(1, setNote(meanwhile))).getInt("id"));
    JsonObject late = client.awaitFinal(client.submitBulkEdit(1, stale).getInt("id"));
    assertThat(late.getJsonObject("job").getInt("changed")).isEqualTo(9);
    assertThat(lines(late))
        .filteredOn(line -> line.getString("level").equals("WARN"))
        .hasSize(9)
        .first()
        .extracting(line -> line.getString("message"))
        .asString()
        .endsWith(" in the preview and is " + meanwhile + " by now");
  }

  @Test
  void conditionsChooseTheItemsAndThePreviewShowsOldAndNew(JobscribeClient client) {
    String text = "Chosen text " + UUID.randomUUID();
    client.awaitFinal(client.submitBulkEdit(1, client.preview(1, setNote(text))).getInt("id"));
    String condition =
        """
        {"operator":"eq","attribute":{"id":2},
         "itemValue":{"attributeId":2,"val":{"type":"text","value":"%s"}}}""";
    JsonObject all = client.preview(1, clauses("Other", condition.formatted(text)));
    assertThat(all.getJsonArray("bulkEditItems")).hasSize(3);
    JsonObject first = all.getJsonArray("bulkEditItems").getJsonObject(0);
    assertThat(first.keySet())
        .containsExactly("id", "name", "description", "children", "images", "changes", "whens");
    JsonObject change = first.getJsonObject("changes").getJsonObject("2");
    assertThat(change.getJsonObject("old").getJsonObject("val").getString("value")).isEqualTo(text);
    assertThat(change.getJsonObject("new").getJsonObject("val").getString("value"))
        .isEqualTo("Other");
    assertThat(first.getJsonObject("whens").getJsonObject("2").getString("operator"))
        .isEqualTo("eq");
    JsonObject none = client.preview(1, clauses("Other", condition.formatted("nothing is this")));
    assertThat(none.getJsonArray("bulkEditItems")).isEmpty();
  }

  @Test
  void anEmptyPackageIsAJobThatEndsAtOnce(JobscribeClient client) {
    JsonObject empty = client.preview(1, setNote("x"));
    int id =
        client
            .post("/api/v1/view/1/bulk-edit", "{\"bulkEditPackage\":{\"bulkEditItems\":[]}}")
            .expect(202)
            .json()
            .getJsonObject("payload")
            .getInt("id");
    assertThat(empty).isNotEmpty();
    assertThat(messages(client.awaitFinal(id))).hasSize(2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an unknown item          | {"id":8888,"changes":{}}                                                                    | 400 | bulkEditPackage.bulkEditItems[1].id
          an unknown child         | {"id":2,"changes":{},"children":[{"id":8888,"changes":{}}]}                                 | 400 | bulkEditPackage.bulkEditItems[1].children[0].id
          an unknown attribute     | {"id":2,"changes":{"77":{"new":{"val":{"type":"text","value":"a"}}}}}                       | 400 | bulkEditPackage.bulkEditItems[1].changes.77
          another type             | {"id":2,"changes":{"2":{"new":{"attributeId":2,"val":{"type":"number","value":1}}}}}        | 400 | bulkEditPackage.bulkEditItems[1].changes.2.new.val.type
          another attribute's id   | {"id":2,"changes":{"2":{"new":{"attributeId":1,"val":{"type":"text","value":"a"}}}}}        | 400 | bulkEditPackage.bulkEditItems[1].changes.2.new.attributeId
          no new value             | {"id":2,"changes":{"2":{"old":null}}}                                                       | 400 | bulkEditPackage.bulkEditItems[1].changes.2.new
          an id that is no number  | {"id":"2","changes":{}}                                                                     | 400 | bulkEditPackage.bulkEditItems[1].id
          no changes               | {"id":2}                                                                                    | 400 | bulkEditPackage.bulkEditItems[1].changes
          an item that is a string | "2"                                                                                         | 400 | bulkEditPackage.bulkEditItems[1]
          """)
  void aMistakeAnywhereIsToldWithItsPathAndNothingIsWritten(
      String what, String secondItem, int status, String path, JobscribeClient client) {
    int newest = client.jobs().getJsonObject(0).getInt("id");
    String good =
        "{\"id\":1,\"changes\":{\"2\":{\"new\":{\"val\":{\"type\":\"text\",\"value\":\"never\"}}}}}";
    Reply reply =
        client.post(
            "/api/v1/view/1/bulk-edit",
            "{\"bulkEditPackage\":{\"bulkEditItems\":[" + good + "," + secondItem + "]}}");
    assertThat(reply.status()).isEqualTo(status);
    JsonObject error = reply.json().getJsonArray("errors").getJsonObject(0);
    assertThat(error.getString("location")).isEqualTo("body");
    assertThat(error.getString("param")).isEqualTo(path);
    assertThat(client.jobs().getJsonObject(0).getInt("id")).isEqualTo(newest);
    assertThat(client.get("/api/v1/view/1/items").body()).doesNotContain("never");
  }

  @Test
  void anUnknownViewIs404(JobscribeClient client) {
    assertThat(client.post("/api/v1/view/4711/preview-bulk-edit", setNote("a")).status())
        .isEqualTo(404);
    assertThat(
            client
                .post("/api/v1/view/4711/bulk-edit", "{\"bulkEditPackage\":{\"bulkEditItems\":[]}}")
                .status())
        .isEqualTo(404);
  }

  private static String setNote(String text) {
    return clauses(text, ONLY_DEMO);
  }

  private static String clauses(String text, String condition) {
    return """
    {"changeClauses":[{"attribute":{"id":2},"itemValue":{"attributeId":2,"val":{"type":"text","value":"%s"}}}],
     "whenClauses":[%s]}"""
        .formatted(text, condition);
  }

  private static List<JsonObject> lines(JsonObject payload) {
    return payload.getJsonArray("logs").getValuesAs(JsonValue::asJsonObject);
  }

  private static List<String> messages(JsonObject payload) {
    return lines(payload).stream().map(line -> line.getString("message")).toList();
  }
}
