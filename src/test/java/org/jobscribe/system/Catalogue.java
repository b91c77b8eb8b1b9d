package org.jobscribe.system;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A view of its own for a test: items 1 to {@code size}, and a text attribute.
 *
 * @param id the view's
 * @param note the attribute's id
 */
public record Catalogue(JobscribeClient client, int id, int note) {

  public static Catalogue of(int size, JobscribeClient client) {
    Catalogue catalogue = empty(client);
    if (size > 0) {
      catalogue.importItems(size);
    }
    return catalogue;
  }

  /** The same view, asked of another node. */
  public Catalogue at(JobscribeClient other) {
    return new Catalogue(other, id, note);
  }

  /** The same without items. */
  public static Catalogue empty(JobscribeClient client) {
    String name = "View " + UUID.randomUUID();
    int view = id(client.post("/api/v1/views", "{\"name\":\"" + name + "\"}"));
    String note = "{\"name\":\"note\",\"type\":\"text\"}";
    return new Catalogue(
        client, view, id(client.post("/api/v1/view/" + view + "/attributes", note)));
  }

  private static int id(Reply reply) {
    return reply.expect(201).json().getJsonObject("payload").getInt("id");
  }

  private void importItems(int size) {
    client.awaitFinal(submitImport(size).getInt("id"));
  }

  /** The job that makes the items 1 to {@code size}, each with the note "old". */
  public JsonObject submitImport(int size) {
    String csv =
        IntStream.rangeClosed(1, size)
            .mapToObj(i -> i + ",Item " + i + ",old")
            .collect(Collectors.joining("\n", "id,name,note\n", "\n"));
    return importRows(csv);
  }

  /** The job that imports the CSV. */
  public JsonObject importRows(String csv) {
    return client.importCsv(id, new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
  }

  /** The package that sets every item's note. */
  public JsonObject editAll(String text) {
    return client.preview(
        id,
        """
        {"changeClauses":[{"attribute":{"id":%d},"itemValue":{"val":{"type":"text","value":"%s"}}}]}"""
            .formatted(note, text));
  }

  /** The job that sets every item's note. */
  public int submitEdit(String text) {
    return client.submitBulkEdit(id, editAll(text)).getInt("id");
  }
}
