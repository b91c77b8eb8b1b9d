package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Readers that follow a job while it runs, as the original's client does. */
abstract class TailIT {

  private static final int READERS = 20;
  private static final int ITEMS = 9_999;
  private static final int LINES = 2 * ITEMS + 2;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Test
  void everyReaderHoldsEveryLineOnceAndInOrderAtTheFirstFinalProgress(JobscribeClient client)
      throws Exception {
    JsonObject edit = bulkEditOfManyItems(client);
    int job = edit.getInt("id");
    ExecutorService threads = Executors.newFixedThreadPool(READERS);
    try {
      Callable<Reading> reader = () -> follow(client, job);
      List<Future<Reading>> readings = threads.invokeAll(Collections.nCopies(READERS, reader));
      for (Future<Reading> reading : readings) {
        assertThat(reading.get().ids())
            .containsExactlyElementsOf(LongStream.rangeClosed(1, LINES).boxed().toList());
        assertThat(reading.get().lastMessage())
            .isEqualTo("Done running bulk edit job (jobId: " + job + ")");
      }
      assertThat(readings)
          .anySatisfy(reading -> assertThat(reading.get().replies()).isGreaterThan(3));
    } finally {
      threads.shutdownNow();
    }
  }

  private record Reading(List<Long> ids, String lastMessage, int replies) {}

  /** Asks with the last id seen, stops at the first final progress, checks each reply in itself. */
  private static Reading follow(JobscribeClient client, int job) {
    List<Long> ids = new ArrayList<>();
    String lastMessage = "";
    Instant end = Instant.now().plus(PATIENCE);
    for (int replies = 1; Instant.now().isBefore(end); replies++) {
      JsonObject payload = client.details(job, ids.isEmpty() ? 0 : ids.get(ids.size() - 1));
      for (JsonValue line : payload.getJsonArray("logs")) {
        ids.add(line.asJsonObject().getJsonNumber("id").longValue());
        lastMessage = line.asJsonObject().getString("message");
      }
      assertOneMoment(payload, ids);
      if (List.of("COMPLETED", "FAILED")
          .contains(payload.getJsonObject("job").getString("progress"))) {
        return new Reading(ids, lastMessage, replies);
      }
    }
    throw new AssertionError("Job %d is not final after %s".formatted(job, PATIENCE));
  }

  /** Two lines an item, and one at the start: lines and counters must come from one moment. */
  private static void assertOneMoment(JsonObject payload, List<Long> ids) {
    JsonObject job = payload.getJsonObject("job");
    int end = job.getString("progress").equals("COMPLETED") ? 1 : 0;
    int start = job.getString("progress").equals("SCHEDULED") ? 0 : 1;
    assertThat(ids).hasSize(start + 2 * job.getInt("changed") + end);
  }

  private static JsonObject bulkEditOfManyItems(JobscribeClient client) {
    String name = "View " + UUID.randomUUID();
    int view = id(client.post("/api/v1/views", "{\"name\":\"" + name + "\"}").expect(201));
    int note =
        id(
            client
                .post(
                    "/api/v1/view/" + view + "/attributes", "{\"name\":\"note\",\"type\":\"text\"}")
                .expect(201));
    String csv =
        IntStream.rangeClosed(1, ITEMS)
            .mapToObj(i -> i + ",Item " + i)
            .collect(Collectors.joining("\n", "id,name\n", "\n"));
    int imported =
        client
            .importCsv(view, new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)))
            .getInt("id");
    client.awaitFinal(imported);
    String clauses =
        """
        {"changeClauses":[{"attribute":{"id":%d},"itemValue":{"val":{"type":"text","value":"new"}}}]}"""
            .formatted(note);
    return client.submitBulkEdit(view, client.preview(view, clauses));
  }

  private static int id(Reply reply) {
    return reply.json().getJsonObject("payload").getInt("id");
  }
}
