package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Stopping jobs, doing again what was not done, and what became of each item. */
abstract class CancelAndRetryIT {

  private static final int MANY = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Those of a server that is not told another number. */
  private static final int ENGINE_THREADS = 4;

  @Test
  void aRunningJobStopsAtTheNextChunkAndCanBeRetried(JobscribeClient client) {
    Catalogue catalogue = Catalogue.of(MANY, client);
    int id = catalogue.submitEdit("new");
    await("job " + id + " has done something")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> client.job(id).getInt("changed") > 0);
    Reply asked = delete(client, id).expect(202);
    assertThat(asked.header("Location")).endsWith("/api/v1/job/" + id);
    delete(client, id).expect(202);

    JsonObject payload = client.awaitFinal(id);
    JsonObject job = payload.getJsonObject("job");
    assertThat(job.getString("progress")).isEqualTo("FAILED");
    assertThat(job.getString("outcome")).isEqualTo("CANCELLED");
    int done = job.getInt("changed");
    assertThat(done).isPositive().isLessThan(MANY);
    assertThat(job.getInt("unchanged") + job.getInt("failed")).isZero();
    assertThat(lastMessage(payload))
        .isEqualTo(
            "Cancelled: %d of %d items are done (%d changed, 0 unchanged, 0 failed), %d are not"
                .formatted(done, MANY, done, MANY - done));
    delete(client, id).expect(202);

    Map<String, String> key = Map.of("Idempotency-Key", "\"retry-" + id + "\"");
    String path = "/api/v1/job/" + id + "/retry";
    JsonObject retry = client.raw("POST", path, key, "").expect(202).json();
    int retryId = retry.getJsonObject("payload").getInt("id");
    assertThat(client.raw("POST", path, key, "").expect(202).header("Location"))
        .endsWith("/api/v1/job/" + retryId);
    assertThat(retry.getJsonObject("payload").getInt("retryOf")).isEqualTo(id);
    assertThat(client.job(id).getInt("retriedBy")).isEqualTo(retryId);
    JsonObject again = client.awaitFinal(retryId).getJsonObject("job");
    assertThat(again.getInt("total")).isEqualTo(MANY - done);
    assertThat(again.getInt("changed")).isEqualTo(MANY - done);
    assertThat(again.getString("outcome")).isEqualTo("SUCCEEDED");
    assertThat(post(client, "/api/v1/job/" + id + "/retry").expect(409).json().getString("detail"))
        .contains("by job " + retryId);
  }

  @Test
  void aJobThatHasNotStartedIsOverAtOnce(JobscribeClient client) {
    List<Integer> busy = occupyTheEngine(client);
    int id = Catalogue.empty(client).submitImport(3).getInt("id");
    JsonObject cancelled = delete(client, id).expect(202).json().getJsonObject("payload");
    assertThat(busy).allMatch(job -> client.job(job).getString("progress").equals("IN_PROGRESS"));
    busy.forEach(job -> delete(client, job).expect(202));

    assertThat(cancelled.getString("progress")).isEqualTo("FAILED");
    assertThat(cancelled.getString("outcome")).isEqualTo("CANCELLED");
    assertThat(cancelled.isNull("startDate")).isTrue();
    busy.forEach(client::awaitFinal);
    JsonObject payload = client.details(id);
    assertThat(payload.getJsonArray("logs")).hasSize(2);
    assertThat(lastMessage(payload))
        .isEqualTo(
            "Cancelled: 0 of 3 items are done (0 changed, 0 unchanged, 0 failed), 3 are not");
    assertThat(payload.getJsonObject("job").isNull("startDate")).isTrue();
    delete(client, id).expect(202);
    assertThat(numbers(client, id, "outcome=unprocessed")).containsExactly(1, 2, 3);
  }

  /** Jobs that run for so long that another one has to wait. */
  private static List<Integer> occupyTheEngine(JobscribeClient client) {
    List<Integer> jobs =
        IntStream.range(0, ENGINE_THREADS)
            .mapToObj(i -> Catalogue.empty(client).submitImport(5 * MANY).getInt("id"))
            .toList();
    await("the jobs " + jobs + " run")
        .atMost(PATIENCE)
        .until(
            () ->
                jobs.stream()
                    .allMatch(job -> client.job(job).getString("progress").equals("IN_PROGRESS")));
    return jobs;
  }

  @Test
  void aFinishedJobCannotBeCancelledAndAnUnknownOneIsNotFound(JobscribeClient client) {
    int id = Catalogue.of(1, client).submitEdit("new");
    assertThat(client.awaitFinal(id).getJsonObject("job").getString("outcome"))
        .isEqualTo("SUCCEEDED");
    assertThat(delete(client, id).expect(409).json().getString("detail"))
        .contains("Job " + id + " is COMPLETED");
    assertThat(post(client, "/api/v1/job/" + id + "/retry").expect(409).json().getString("detail"))
        .contains("no failed and no unprocessed items");
    delete(client, 4_711_000).expect(404);
    post(client, "/api/v1/job/4711000/retry").expect(404);
  }

  @Test
  void cancellingNeedsTheRoleEdit(JobscribeClient client) {
    int id = Catalogue.of(1, client).submitEdit("new");
    JobscribeClient reader = client.as(TestIssuer.TRUSTED.token("VIEW"));
    delete(reader, id).expect(403);
    post(reader, "/api/v1/job/" + id + "/retry").expect(403);
    assertThat(client.awaitFinal(id).getJsonObject("job").getString("outcome"))
        .isEqualTo("SUCCEEDED");
  }

  @Test
  void onlyTheFailedItemsAreDoneAgainAndEachItemsOutcomeCanBeRead(JobscribeClient client) {
    Catalogue catalogue = Catalogue.of(0, client);
    String csv = "id,name\n1,One\nx,Two\n3,Three\n4\n1,One\n";
    int id =
        client
            .importCsv(
                catalogue.id(), new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)))
            .getInt("id");
    JsonObject job = client.awaitFinal(id).getJsonObject("job");
    assertThat(job.getString("progress")).isEqualTo("COMPLETED");
    assertThat(job.getString("outcome")).isEqualTo("PARTIAL");
    assertThat(numbers(client, id, "outcome=failed")).containsExactly(2, 4);
    assertThat(numbers(client, id, "outcome=changed")).containsExactly(1, 3);
    assertThat(numbers(client, id, "outcome=unchanged")).containsExactly(5);
    assertThat(numbers(client, id, "outcome=unprocessed")).isEmpty();
    assertThat(numbers(client, id, "outcome=failed&limit=1")).containsExactly(2);
    assertThat(numbers(client, id, "outcome=failed&limit=1&after=2")).containsExactly(4);
    client.get("/api/v1/job/" + id + "/items?outcome=lost").expect(400);
    client.get("/api/v1/job/" + id + "/items").expect(400);

    int retry =
        post(client, "/api/v1/job/" + id + "/retry")
            .expect(202)
            .json()
            .getJsonObject("payload")
            .getInt("id");
    JsonObject payload = client.awaitFinal(retry);
    assertThat(payload.getJsonObject("job").getInt("total")).isEqualTo(2);
    assertThat(payload.getJsonObject("job").getString("outcome")).isEqualTo("FAILED");
    assertThat(lastMessage(payload)).isEqualTo("Failed: 2 of 2 items could not be done");
  }

  private static Reply delete(JobscribeClient client, int id) {
    return client.raw("DELETE", "/api/v1/job/" + id, Map.of(), "");
  }

  private static Reply post(JobscribeClient client, String path) {
    return client.raw("POST", path, Map.of(), "");
  }

  private static List<Integer> numbers(JobscribeClient client, int id, String query) {
    return client
        .get("/api/v1/job/" + id + "/items?" + query)
        .expect(200)
        .json()
        .getJsonArray("payload")
        .stream()
        .map(JsonValue::asJsonObject)
        .map(item -> item.getInt("number"))
        .toList();
  }

  private static String lastMessage(JsonObject payload) {
    var lines = payload.getJsonArray("logs");
    return lines.getJsonObject(lines.size() - 1).getString("message");
  }
}
