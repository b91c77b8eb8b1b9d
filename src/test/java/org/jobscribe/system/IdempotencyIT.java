package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jobscribe.system.Problems.assertFirstError;
import static org.jobscribe.system.Problems.assertIsProblem;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Submissions that are repeated with the same Idempotency-Key. */
abstract class IdempotencyIT {

  private static final String NO_EDITS = "{\"bulkEditPackage\":{\"bulkEditItems\":[]}}";
  private static final String ITEM = "id,name\n1,One\n";

  private final String key = UUID.randomUUID().toString();

  @Test
  void theSameRequestGetsItsJobAsItIsNow(JobscribeClient client) {
    Reply first = importCsv(client, 1, key, "id\n1\n").expect(202);
    long id = idOf(first);
    client.awaitFinal(id);
    Reply again = importCsv(client, 1, key, "id\n1\n").expect(202);
    assertThat(again.header("Location"))
        .isNotEmpty()
        .isEqualTo(first.header("Location"))
        .endsWith("/job/" + id);
    JsonObject job = again.json().getJsonObject("payload");
    assertThat(job.keySet()).isEqualTo(first.json().getJsonObject("payload").keySet());
    assertThat(job.getString("progress")).isEqualTo("COMPLETED");
    assertThat(again.json().getString("message")).isEqualTo("Job " + id + " is COMPLETED");
    assertThat(newest(client)).isEqualTo(id);
  }

  @Test
  void quotesDoNotMakeAnotherKey(JobscribeClient client) {
    long id = idOf(bulkEdit(client, key, NO_EDITS).expect(202));
    assertThat(idOf(bulkEdit(client, '"' + key + '"', NO_EDITS).expect(202))).isEqualTo(id);
  }

  @Test
  void anotherBodyIsRefusedWithTheJobThatHasTheKey(JobscribeClient client) {
    long id = idOf(bulkEdit(client, key, NO_EDITS).expect(202));
    assertIsReused(bulkEdit(client, key, NO_EDITS + " "), id);
  }

  @Test
  void anotherPathIsRefusedWithTheJobThatHasTheKey(JobscribeClient client) {
    long id = idOf(importCsv(client, 1, key, ITEM).expect(202));
    assertIsReused(importCsv(client, newView(client), key, ITEM), id);
  }

  private void assertIsReused(Reply reply, long jobId) {
    assertIsProblem(reply, 422);
    assertFirstError(reply, "header", "Idempotency-Key", key);
    assertThat(reply.json().getString("type")).isEqualTo("urn:jobscribe:problem:key-reused");
    assertThat(reply.json().getString("detail")).contains(key).contains("job " + jobId + ",");
  }

  @Test
  void callersDoNotSeeEachOthersKeys(JobscribeClient client) {
    JobscribeClient other =
        client.as(
            TestIssuer.TRUSTED.sign(
                TestIssuer.TRUSTED
                    .claims()
                    .subject("another")
                    .claim("upn", "another")
                    .claim("groups", List.of("EDIT"))
                    .build()));
    long ours = idOf(bulkEdit(client, key, NO_EDITS).expect(202));
    long theirs = idOf(bulkEdit(other, key, NO_EDITS).expect(202));
    assertThat(theirs).isNotEqualTo(ours);
    assertThat(idOf(bulkEdit(other, key, NO_EDITS).expect(202))).isEqualTo(theirs);
    assertThat(idOf(bulkEdit(client, key, NO_EDITS).expect(202))).isEqualTo(ours);
  }

  @Test
  void withoutAKeyEachRequestIsAJob(JobscribeClient client) {
    long id = idOf(client.post("/api/v1/view/1/bulk-edit", NO_EDITS).expect(202));
    assertThat(idOf(client.post("/api/v1/view/1/bulk-edit", NO_EDITS).expect(202)))
        .isNotEqualTo(id);
  }

  @Test
  void aRequestThatWasRefusedLeavesItsKeyToTheCorrectedOne(JobscribeClient client) {
    importCsv(client, 4711, key, ITEM).expect(404);
    importCsv(client, 1, key, "id,colour\n1,red\n").expect(400);
    importCsv(client, 1, key, "id,name\n1,\"One").expect(400);
    client.awaitFinal(idOf(importCsv(client, newView(client), key, ITEM).expect(202)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "\"open", "\"\""})
  void aKeyThatIsNoneIsRefusedAndNothingIsStarted(String header, JobscribeClient client) {
    long before = newest(client);
    Reply reply = bulkEdit(client, header, NO_EDITS);
    assertIsProblem(reply, 400);
    assertFirstError(reply, "header", "Idempotency-Key", header);
    assertThat(newest(client)).isEqualTo(before);
  }

  @Test
  void identicalRequestsAtTheSameTimeStartOneJob(JobscribeClient client) {
    long view = newView(client);
    long before = newest(client);
    assertOneJob(List.of(client), view, key);
    assertThat(client.jobs())
        .filteredOn(job -> job.asJsonObject().getInt("id") > before)
        .hasSize(1);
  }

  /**
   * Forty requests, more than a server has connections to its database, each of a thousand rows:
   * one job.
   */
  static void assertOneJob(List<JobscribeClient> clients, long view, String key) {
    String csv =
        IntStream.rangeClosed(1, 1_000)
            .mapToObj(i -> i + ",Item " + i)
            .collect(Collectors.joining("\n", "id,name\n", "\n"));
    Stream<Callable<Reply>> requests =
        IntStream.range(0, 40)
            .mapToObj(i -> () -> importCsv(clients.get(i % clients.size()), view, key, csv));
    List<Reply> replies = atOnce(requests.toList());
    assertThat(replies).allSatisfy(reply -> reply.expect(202));
    assertThat(replies.stream().map(IdempotencyIT::idOf).distinct()).hasSize(1);
    long id = idOf(replies.get(0));
    assertThat(replies)
        .allSatisfy(reply -> assertThat(reply.header("Location")).endsWith("/job/" + id));
    JsonObject job = clients.get(0).awaitFinal(id).getJsonObject("job");
    assertThat(job.getInt("changed")).isEqualTo(1_000);
  }

  private static List<Reply> atOnce(List<Callable<Reply>> requests) {
    ExecutorService threads = Executors.newFixedThreadPool(requests.size());
    try {
      return threads.invokeAll(requests).stream().map(IdempotencyIT::replyOf).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      threads.shutdown();
    }
  }

  private static Reply replyOf(Future<Reply> reply) {
    try {
      return reply.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static Reply bulkEdit(JobscribeClient client, String header, String json) {
    return client.raw(
        "POST",
        "/api/v1/view/1/bulk-edit",
        Map.of("Content-Type", "application/json", "Idempotency-Key", header),
        json);
  }

  private static Reply importCsv(JobscribeClient client, long view, String header, String csv) {
    return client.raw(
        "PUT",
        "/api/v1/view/" + view + "/items",
        Map.of("Content-Type", "text/csv", "Idempotency-Key", header),
        csv);
  }

  static long newView(JobscribeClient client) {
    return idOf(
        client.post("/api/v1/views", "{\"name\":\"View " + UUID.randomUUID() + "\"}").expect(201));
  }

  private static long idOf(Reply reply) {
    return reply.json().getJsonObject("payload").getInt("id");
  }

  private static long newest(JobscribeClient client) {
    return client.jobs().stream().mapToLong(job -> job.asJsonObject().getInt("id")).max().orElse(0);
  }
}
