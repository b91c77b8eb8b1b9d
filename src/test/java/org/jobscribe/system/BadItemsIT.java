package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Items that cannot be changed any more when their job comes to them: one is deleted meanwhile, and
 * one is to get an option that is no option any more. The rest goes on.
 */
abstract class BadItemsIT {

  private static final int MANY = 20_000;
  private static final int GONE = 2;
  private static final int WITHOUT_OPTION = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String COLOUR =
      """
      {"name":"colour","type":"select",
       "options":[{"key":"red","label":"Red"},{"key":"green","label":"Green"}]}""";

  private final Database database;

  BadItemsIT(Database database) {
    this.database = database;
  }

  /** A job, and the view that it edits. */
  private record Edit(int job, int view) {}

  /** The limit is between two bad ones of four and two bad ones of three. */
  @Test
  void failAloneUnlessTheyPassTheLimit() {
    Edit within;
    Edit beyond;
    try (Server server = start()) {
      JobscribeClient client = client(server);
      Catalogue four = Catalogue.of(4, client);
      Catalogue three = Catalogue.of(3, client);
      occupyTheEngine(client);
      within = submit(four, 4);
      beyond = submit(three, 3);
      assertThat(client.job(beyond.job).getString("progress")).isEqualTo("SCHEDULED");
    }
    database.ask(connection -> makeBad(connection, within.view, beyond.view));
    try (Server server = start()) {
      JobscribeClient client = client(server);
      assertDone(client, within, 2, "COMPLETED", "PARTIAL");
      assertDone(client, beyond, 1, "FAILED", "FAILED");
      assertThat(lastMessage(client.details(beyond.job)))
          .isEqualTo("Failed: 2 of 3 items could not be done");
    }
  }

  private Server start() {
    Map<String, String> environment = TestIssuer.TRUSTED.environment(database);
    environment.put("JOBSCRIBE_ENGINE_THREADS", "1");
    environment.put("JOBSCRIBE_ENGINE_FAILED_LIMIT", "0.6");
    return Server.start("bad-items", environment);
  }

  private static JobscribeClient client(Server server) {
    return JobscribeClient.of(server, TestIssuer.TRUSTED.token("VIEW", "EDIT", "ADMIN"));
  }

  /** The server runs one job at a time: those that come later wait. */
  private static void occupyTheEngine(JobscribeClient client) {
    int job = Catalogue.empty(client).submitImport(MANY).getInt("id");
    await("job " + job + " runs")
        .atMost(PATIENCE)
        .until(() -> client.job(job).getString("progress").equals("IN_PROGRESS"));
  }

  /** Every item gets a note, but for one that gets a colour. */
  private static Edit submit(Catalogue catalogue, int items) {
    JobscribeClient client = catalogue.client();
    int colour =
        client
            .post("/api/v1/view/" + catalogue.id() + "/attributes", COLOUR)
            .expect(201)
            .json()
            .getJsonObject("payload")
            .getInt("id");
    JsonArrayBuilder edits = Json.createArrayBuilder();
    IntStream.rangeClosed(1, items)
        .mapToObj(
            id ->
                id == WITHOUT_OPTION
                    ? edit(id, colour, "select", "key", "green")
                    : edit(id, catalogue.note(), "text", "value", "new"))
        .forEach(edits::add);
    JsonObject edit = Json.createObjectBuilder().add("bulkEditItems", edits).build();
    return new Edit(client.submitBulkEdit(catalogue.id(), edit).getInt("id"), catalogue.id());
  }

  private static JsonObjectBuilder edit(
      int item, int attribute, String type, String member, String text) {
    JsonObjectBuilder val = Json.createObjectBuilder().add("type", type).add(member, text);
    JsonObjectBuilder value = Json.createObjectBuilder().add("val", val);
    JsonObjectBuilder change = Json.createObjectBuilder().add("new", value);
    return Json.createObjectBuilder()
        .add("id", item)
        .add("changes", Json.createObjectBuilder().add(Integer.toString(attribute), change));
  }

  private static Void makeBad(Connection connection, int... views) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (int view : views) {
        String gone = " WHERE view_id = %d AND %s = " + GONE;
        statement.execute("DELETE FROM item_value" + gone.formatted(view, "item_id"));
        statement.execute("DELETE FROM item" + gone.formatted(view, "id"));
      }
      assertThat(statement.executeUpdate("DELETE FROM attribute_option WHERE key1 = 'green'"))
          .isEqualTo(views.length);
    }
    return null;
  }

  private static void assertDone(
      JobscribeClient client, Edit edit, int changed, String progress, String outcome) {
    JsonObject details = client.awaitFinal(edit.job);
    JsonObject job = details.getJsonObject("job");
    assertThat(job.getString("progress")).isEqualTo(progress);
    assertThat(job.getString("outcome")).isEqualTo(outcome);
    assertThat(job.getInt("changed")).isEqualTo(changed);
    assertThat(job.getInt("failed")).isEqualTo(2);
    assertThat(errors(details))
        .startsWith(
            "Item 2 is not there any more",
            "Item 3 failed: key 'green' is not an option; allowed are red");
    assertThat(failedItems(client, edit)).containsExactly(GONE, WITHOUT_OPTION);
    assertThat(client.get("/api/v1/view/" + edit.view + "/items").expect(200).body())
        .contains("\"new\"")
        .doesNotContain("green");
  }

  private static List<String> errors(JsonObject details) {
    return details.getJsonArray("logs").getValuesAs(JsonValue::asJsonObject).stream()
        .filter(line -> line.getString("level").equals("ERROR"))
        .map(line -> line.getString("message"))
        .toList();
  }

  private static List<Integer> failedItems(JobscribeClient client, Edit edit) {
    return client
        .get("/api/v1/job/" + edit.job + "/items?outcome=failed")
        .expect(200)
        .json()
        .getJsonArray("payload")
        .getValuesAs(JsonValue::asJsonObject)
        .stream()
        .map(item -> item.getJsonObject("item").getInt("id"))
        .toList();
  }

  private static String lastMessage(JsonObject details) {
    var lines = details.getJsonArray("logs");
    return lines.getJsonObject(lines.size() - 1).getString("message");
  }
}
