package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The import of items from CSV, each test into a view of its own. */
abstract class ImportIT {

  @Test
  void aBadRowIsToldWithItsLineAndStopsNothingElse(JobscribeClient client) {
    long view = newView(client);
    JsonObject payload =
        run(
            client,
            view,
            """
            id,parentId,name,price
            1,,One,12.50 EUR
            x,,Two,
            3,99,Three,
            4,1,"Four
            on two lines",1 EUR
            5,,,
            6,6,Six,
            7,,Seven,twelve

            8,4,Eight,3 EUR
            9,8
            """);
    JsonObject job = payload.getJsonObject("job");
    assertThat(job.getString("name")).startsWith("ItemImportJob-");
    assertThat(job.getString("progress")).isEqualTo("COMPLETED");
    assertThat(job.getInt("total")).isEqualTo(9);
    assertThat(job.getInt("changed")).isEqualTo(3);
    assertThat(job.getInt("failed")).isEqualTo(6);
    assertThat(errors(payload))
        .satisfiesExactly(
            message -> assertThat(message).startsWith("Line 3: id is 'x'; allowed is"),
            message ->
                assertThat(message).isEqualTo("Line 4: there is no item 99 to be the parent"),
            message -> assertThat(message).startsWith("Line 7: item 5 has no name"),
            message -> assertThat(message).startsWith("Line 8: item 6 cannot be below itself"),
            message -> assertThat(message).startsWith("Line 9: price: ").contains("'twelve'"),
            message ->
                assertThat(message)
                    .isEqualTo("Line 12: there are 2 cells; the header has 4 columns"));
    assertThat(items(client, view))
        .isEqualTo(Map.of("One", "1", "Four\non two lines", "4", "Eight", "8"));
  }

  @Test
  void asMuchAsIsNewIsChangedTheSecondTime(JobscribeClient client) {
    long view = newView(client);
    run(client, view, "id,name,price\n1,One,1 EUR\n2,Two,2 EUR\n3,Three,3 EUR\n");
    JsonObject again = run(client, view, "id,name,price\n1,One,1 EUR\n2,Two,\n3,Drei,3 EUR\n");
    JsonObject job = again.getJsonObject("job");
    assertThat(job.getInt("changed")).isEqualTo(2);
    assertThat(job.getInt("unchanged")).isEqualTo(1);
    String items = client.get("/api/v1/view/" + view + "/items").body();
    assertThat(items)
        .contains("\"Drei\"")
        .doesNotContain("\"Three\"")
        .doesNotContain("\"value\":2,");
  }

  @Test
  void aLargeTreeIsImportedWhole(JobscribeClient client) {
    long view = newView(client);
    String rows =
        IntStream.rangeClosed(1, 1_234)
            .mapToObj(i -> i + "," + (i % 10 == 1 ? "" : i - 1) + ",Item " + i)
            .collect(Collectors.joining("\r\n"));
    JsonObject job = run(client, view, "\uFEFFid,parentId,name\r\n" + rows).getJsonObject("job");
    assertThat(job.getInt("changed")).isEqualTo(1_234);
    JsonObject page = client.get("/api/v1/view/" + view + "/items?limit=2&offset=1").json();
    assertThat(page.getInt("total")).isEqualTo(124);
    assertThat(page.getInt("limit")).isEqualTo(2);
    assertThat(page.getInt("offset")).isEqualTo(1);
    JsonObject item = page.getJsonArray("payload").getJsonObject(0);
    assertThat(item.getInt("id")).isEqualTo(11);
    for (int id = 12; id <= 20; id++) {
      item = item.getJsonArray("children").getJsonObject(0);
      assertThat(item.getInt("id")).isEqualTo(id);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an unknown column  | id,name,colour        | column 'colour'
          no column for ids  | name,price            | no column 'id'
          a column twice     | id,name,name          | column 'name' twice
          an unclosed quote  | id,name\\n1,"One      | not CSV
          """)
  void aFileThatCannotBeReadIsRefusedWholeAndNothingIsWritten(
      String what, String csv, String why, JobscribeClient client) {
    long view = newView(client);
    Reply reply =
        client.raw(
            "PUT",
            "/api/v1/view/" + view + "/items",
            Map.of("Content-Type", "text/csv"),
            csv.replace("\\n", "\n"));
    assertThat(reply.expect(400).json().getString("detail")).contains(why).contains("line ");
    assertThat(items(client, view)).isEmpty();
  }

  private static long newView(JobscribeClient client) {
    String name = "View " + UUID.randomUUID();
    long view =
        client
            .post("/api/v1/views", "{\"name\":\"" + name + "\"}")
            .expect(201)
            .json()
            .getJsonObject("payload")
            .getInt("id");
    client
        .post("/api/v1/view/" + view + "/attributes", "{\"name\":\"price\",\"type\":\"currency\"}")
        .expect(201);
    return view;
  }

  private static JsonObject run(JobscribeClient client, long view, String csv) {
    byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
    int id = client.importCsv(view, new ByteArrayInputStream(bytes)).getInt("id");
    return client.awaitFinal(id);
  }

  private static List<String> errors(JsonObject payload) {
    return payload.getJsonArray("logs").getValuesAs(JsonValue::asJsonObject).stream()
        .filter(line -> line.getString("level").equals("ERROR"))
        .map(line -> line.getString("message"))
        .toList();
  }

  /** All items' ids by name, of the whole tree. */
  private static Map<String, String> items(JobscribeClient client, long view) {
    return client
        .get("/api/v1/view/" + view + "/items")
        .expect(200)
        .json()
        .getJsonArray("payload")
        .stream()
        .map(JsonValue::asJsonObject)
        .flatMap(ImportIT::withDescendants)
        .collect(Collectors.toMap(item -> item.getString("name"), item -> "" + item.getInt("id")));
  }

  private static Stream<JsonObject> withDescendants(JsonObject item) {
    return Stream.concat(
        Stream.of(item),
        item.getJsonArray("children").stream()
            .map(JsonValue::asJsonObject)
            .flatMap(ImportIT::withDescendants));
  }
}
