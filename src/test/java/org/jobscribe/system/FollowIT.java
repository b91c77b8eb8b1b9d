package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One cursor, whichever way the log is read: poll, long poll, stream, file; with filters too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FollowIT {

  private static final int FOLLOWERS = 20;
  private static final int MANY = 20_000;
  private static final int ITEMS = 3_000;

  private Catalogue catalogue;
  private int job;
  private List<JsonObject> log;

  /** Lines of three levels; more of them than a search looks at in one step. */
  @BeforeAll
  void aFinishedJob(JobscribeClient client) {
    catalogue = Catalogue.of(0, client);
    StringBuilder csv = new StringBuilder("id,name,note\n");
    IntStream.rangeClosed(1, ITEMS)
        .forEach(
            i ->
                csv.append(i % 100 == 0 ? "x" : "" + i)
                    .append(",Item ")
                    .append(i)
                    .append(",50%_a!\n"));
    job = catalogue.importRows(csv.toString()).getInt("id");
    log = client.awaitFinal(job).getJsonArray("logs").getValuesAs(JsonValue::asJsonObject);
    assertThat(log).hasSize(ITEMS + 2);
  }

  @Test
  void theHeadOfAStreamIsToldAtOnceAndFollowsNothing(JobscribeClient client) {
    int running = Catalogue.of(0, client).submitImport(MANY).getInt("id");
    Map<String, String> events = Map.of("Accept", "text/event-stream");
    Reply head =
        client.raw("HEAD", "/api/v1/job/" + running + "/details/0", events, "").expect(200);
    assertThat(client.job(running).isNull("endDate")).isTrue();
    assertThat(head.header("Content-Type")).startsWith("text/event-stream");
    assertThat(head.body()).isEmpty();
    client.raw("HEAD", "/api/v1/job/999999999/details/0", events, "").expect(404);
    client.awaitFinal(running);
  }

  @Test
  void everyFollowerOfARunningJobGetsEveryLineOnceAndInOrder(JobscribeClient client) {
    Catalogue many = Catalogue.of(0, client);
    int running = many.submitImport(MANY).getInt("id");
    List<EventStream> followers = new ArrayList<>();
    IntStream.range(0, FOLLOWERS).forEach(i -> followers.add(client.follow(running, "details/0")));
    for (EventStream follower : followers) {
      List<EventStream.Event> events = follower.awaitEnd().events();
      assertThat(follower.lines())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, MANY + 2).boxed().toList());
      assertThat(events).extracting(EventStream.Event::name).endsWith("log", "job", "end");
      events.stream()
          .filter(event -> event.name().equals("job"))
          .forEach(event -> assertOneMoment(event.json(), Long.parseLong(event.id())));
      assertThat(events.get(events.size() - 1).json().getBoolean("complete")).isTrue();
    }
  }

  /** A line an item, one at the start, one at the end. */
  private static void assertOneMoment(JsonObject job, long lines) {
    long frame =
        Map.of("SCHEDULED", 0, "IN_PROGRESS", 1, "COMPLETED", 2).get(job.getString("progress"));
    assertThat(lines).isEqualTo(frame + job.getInt("changed"));
  }

  @ParameterizedTest
  @CsvSource({"details/2990,", "details/0,2990", "details,2990", "details/7,2990"})
  void aFollowerGoesOnWhereItWas(String path, String lastEventId, JobscribeClient client) {
    Map<String, String> headers =
        lastEventId == null ? Map.of() : Map.of("Last-Event-ID", lastEventId);
    assertThat(client.follow(job, path, headers).awaitEnd().lines())
        .containsExactlyElementsOf(LongStream.rangeClosed(2_991, ITEMS + 2).boxed().toList());
  }

  @Test
  void aStreamIsNotForProxiesToKeep(JobscribeClient client) {
    Reply reply = read(client, "details/3000", "text/event-stream").expect(200);
    assertThat(reply.header("Content-Type")).isEqualTo("text/event-stream;charset=UTF-8");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("X-Accel-Buffering")).isEqualTo("no");
  }

  @Test
  void linesOfAStreamAreTheLinesOfAPoll(JobscribeClient client) {
    List<JsonObject> lines =
        client.follow(job, "details").awaitEnd().events().stream()
            .filter(event -> event.name().equals("log"))
            .map(EventStream.Event::json)
            .toList();
    assertThat(lines).isEqualTo(log);
  }

  @ParameterizedTest
  @ValueSource(strings = {"details?limit=1", "details?before=5", "details/99999"})
  void aStreamThatCannotBeIsRefused(String path, JobscribeClient client) {
    read(client, path, "text/event-stream").expect(400);
  }

  @Test
  void aCursorOfAStreamMustBeANumber(JobscribeClient client) {
    Map<String, String> headers = Map.of("Accept", "text/event-stream", "Last-Event-ID", "x");
    String path = "/api/v1/job/" + job + "/details";
    assertThat(client.raw("GET", path, headers, "").expect(400).json().getString("detail"))
        .contains("Last-Event-ID is 'x'");
  }

  @Test
  void aLongPollIsAnsweredByTheNextLine(JobscribeClient client) {
    int waiting = aJobThatWaits(client);
    Map<String, String> wait = Map.of("Prefer", "wait=60");
    String path = "/api/v1/job/" + waiting + "/details/0";
    CompletableFuture<Reply> poll =
        CompletableFuture.supplyAsync(() -> client.raw("GET", path, wait, ""));
    Reply reply = poll.join().expect(200);
    assertThat(reply.header("Preference-Applied")).isEqualTo("wait=30");
    JsonObject payload = reply.json().getJsonObject("payload");
    assertThat(payload.getJsonArray("logs")).isNotEmpty();
    assertThat(payload.getJsonArray("logs").getJsonObject(0).getInt("id")).isEqualTo(1);
    client.awaitFinal(waiting);
  }

  /** Behind others: nobody works on it yet. */
  private static int aJobThatWaits(JobscribeClient client) {
    IntStream.range(0, 8).forEach(i -> Catalogue.of(0, client).submitImport(3_000));
    return Catalogue.of(0, client).submitImport(1).getInt("id");
  }

  @Test
  void whoFollowsByLongPollsHasEveryLineOnce(JobscribeClient client) {
    int running = Catalogue.of(0, client).submitImport(MANY).getInt("id");
    List<Long> ids = new ArrayList<>();
    boolean isComplete = false;
    for (int polls = 0; polls < 10_000 && !isComplete; polls++) {
      String path = "/api/v1/job/" + running + "/details/" + ids.size();
      JsonObject payload =
          client
              .raw("GET", path, Map.of("Prefer", "wait=60"), "")
              .expect(200)
              .json()
              .getJsonObject("payload");
      payload
          .getJsonArray("logs")
          .forEach(line -> ids.add((long) line.asJsonObject().getInt("id")));
      isComplete = payload.getJsonObject("tail").getBoolean("complete");
    }
    assertThat(ids).containsExactlyElementsOf(LongStream.rangeClosed(1, MANY + 2).boxed().toList());
  }

  @Test
  void whoWaitsWithATagGetsWhatTheAddressMeansOrNothing(JobscribeClient client) {
    int waiting = aJobThatWaits(client);
    String path = "/api/v1/job/" + waiting + "/details";
    Map<String, String> same =
        Map.of("Prefer", "wait=1", "If-None-Match", client.get(path).header("ETag"));
    Reply reply = client.raw("GET", path, same, "");
    assertThat(reply.status()).isIn(200, 304); // it may have begun meanwhile
    String running = "/api/v1/job/" + Catalogue.of(0, client).submitImport(MANY).getInt("id");
    Reply part = client.get(running + "/details?limit=10");
    for (int polls = 0; !part.header("ETag").isEmpty() && polls < 1_000; polls++) {
      JsonObject payload = part.json().getJsonObject("payload");
      List<JsonObject> lines = lines(payload);
      assertThat(lines.stream().map(line -> line.getInt("id")).toList())
          .isEqualTo(IntStream.rangeClosed(1, lines.size()).boxed().toList());
      if (payload.getJsonObject("job").getString("progress").equals("COMPLETED")) {
        assertThat(lines).hasSize(10);
        return;
      }
      Map<String, String> known = Map.of("Prefer", "wait=60", "If-None-Match", part.header("ETag"));
      part = client.raw("GET", running + "/details?limit=10", known, "").expect(200);
    }
    throw new AssertionError("The job did not end: " + part);
  }

  @Test
  void oneFollowerThatAsksForWhatCannotBeIsNotTheOthersAffair(JobscribeClient client) {
    for (String query : List.of("details?q=%00", "details?q=a%00b")) {
      poll(client, query, Map.of()).expect(400);
      read(client, query, "text/event-stream").expect(400);
    }
    client.get("/api/v1/jobs?q=%00").expect(400);
  }

  @Test
  void aJobThatIsOverLetsNobodyWait(JobscribeClient client) {
    long since = System.nanoTime();
    Reply reply = poll(client, "details/" + log.size(), Map.of("Prefer", "wait=60"));
    assertThat(reply.expect(200).json().getJsonObject("payload").getJsonArray("logs")).isEmpty();
    assertThat(System.nanoTime() - since).isLessThan(30_000_000_000L);
  }

  @Test
  void aLevelLetsGraverLinesPass(JobscribeClient client) {
    assertFiltered(client, "level=ERROR", line -> line.getString("level").equals("ERROR"));
    assertFiltered(client, "level=INFO", line -> true);
  }

  @ParameterizedTest
  @CsvSource({
    "q=LINE%2029,line 29",
    "q=created%20item%201111,created item 1111",
    "q=50%25_A!,50%_a!",
    "q=%25,%",
    "q=nothing%20has%20this,nothing has this"
  })
  void aSearchFindsWhatContainsTheText(String query, String text, JobscribeClient client) {
    assertFiltered(
        client,
        query,
        line -> line.getString("message").toLowerCase(java.util.Locale.ROOT).contains(text));
  }

  /** At once, in steps forward, in steps backward, as a stream and as a file. */
  private void assertFiltered(JobscribeClient client, String query, Predicate<JsonObject> wanted) {
    List<JsonObject> expected = log.stream().filter(wanted).toList();
    JsonObject whole = payload(client, "details?" + query);
    assertThat(lines(whole)).isEqualTo(expected);
    assertThat(whole.getJsonObject("tail").getInt("nextLogId")).isEqualTo(log.size());
    assertThat(whole.getJsonObject("tail").getBoolean("complete")).isTrue();
    int step = Math.max(7, expected.size() / 3);
    assertThat(forwards(client, query, step)).isEqualTo(expected);
    assertThat(backwards(client, query, step)).isEqualTo(expected);
    assertThat(client.follow(job, "details?" + query).awaitEnd().lines())
        .isEqualTo(expected.stream().map(line -> (long) line.getInt("id")).toList());
    assertThat(read(client, "details?" + query, "application/x-ndjson").body().lines())
        .hasSize(expected.size());
  }

  private List<JsonObject> forwards(JobscribeClient client, String query, int step) {
    List<JsonObject> found = new ArrayList<>();
    JsonObject tail;
    int cursor = 0;
    do {
      JsonObject payload = payload(client, "details/" + cursor + "?limit=" + step + "&" + query);
      found.addAll(lines(payload));
      tail = payload.getJsonObject("tail");
      cursor = tail.getInt("nextLogId");
    } while (tail.getBoolean("hasMore"));
    return found;
  }

  private List<JsonObject> backwards(JobscribeClient client, String query, int step) {
    List<JsonObject> found = new ArrayList<>();
    String before = "";
    while (true) {
      JsonObject payload = payload(client, "details?tail=" + step + before + "&" + query);
      assertThat(lines(payload)).hasSizeLessThanOrEqualTo(step);
      found.addAll(0, lines(payload));
      JsonObject tail = payload.getJsonObject("tail");
      if (tail.isNull("nextBefore")) {
        return found;
      }
      before = "&before=" + tail.getInt("nextBefore");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"level=LOUD", "level=warn", "tail=0", "before=x", "limit=-1"})
  void aFilterThatCannotBeIsRefused(String query, JobscribeClient client) {
    String[] nameAndValue = query.split("=");
    assertThat(poll(client, "details?" + query, Map.of()).expect(400).json().getString("detail"))
        .contains(nameAndValue[0])
        .contains(nameAndValue[1]);
    poll(client, "details?q=" + "x".repeat(201), Map.of()).expect(400);
  }

  @Test
  void theLogComesAsAFileForPeople(JobscribeClient client) {
    Reply file = read(client, "details", "text/plain").expect(200);
    assertThat(file.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"job-" + job + ".log\"");
    assertThat(file.body().lines())
        .containsExactlyElementsOf(log.stream().map(FollowIT::forPeople).toList());
  }

  private static String forPeople(JsonObject line) {
    return "%d %s %-5s %s"
        .formatted(
            line.getInt("id"),
            line.getString("creationDate"),
            line.getString("level"),
            line.getString("message"));
  }

  @Test
  void theLogComesAsAFileForPrograms(JobscribeClient client) {
    Reply file = read(client, "details/2000", "application/x-ndjson").expect(200);
    assertThat(file.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"job-" + job + ".ndjson\"");
    assertThat(file.body().lines())
        .containsExactlyElementsOf(
            log.subList(2_000, log.size()).stream().map(JsonObject::toString).toList());
    Map<String, String> known =
        Map.of("Accept", "application/x-ndjson", "If-None-Match", file.header("ETag"));
    poll(client, "details/2000", known).expect(304);
  }

  @Test
  void aListIsFilteredByWhatJobsAre(JobscribeClient client) {
    JsonObject one = client.job(job);
    String name = one.getString("name");
    for (String query :
        List.of(
            "progress=COMPLETED,FAILED&q=" + name.toUpperCase(java.util.Locale.ROOT),
            "type=ItemImportJob&q=" + name,
            "submitter=tester&q=" + name,
            "createdFrom=" + one.getString("creationDate") + "&q=" + name)) {
      assertThat(jobs(client, query)).as(query).containsExactly(one);
    }
    for (String query :
        List.of(
            "progress=FAILED&q=" + name,
            "type=BulkEditJob&q=" + name,
            "submitter=nobody&q=" + name,
            "createdTo=" + one.getString("creationDate") + "&q=" + name)) {
      assertThat(jobs(client, query)).as(query).isEmpty();
    }
    List<JsonObject> all = jobs(client, "progress=COMPLETED,FAILED,IN_PROGRESS,SCHEDULED");
    assertThat(all.stream().map(each -> each.getInt("id")).toList())
        .isEqualTo(jobs(client, "limit=100").stream().map(each -> each.getInt("id")).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "progress=DONE",
        "progress=COMPLETED,",
        "createdFrom=yesterday",
        "createdTo=2026-11-01"
      })
  void aListThatCannotBeIsRefused(String query, JobscribeClient client) {
    assertThat(client.get("/api/v1/jobs?" + query).expect(400).json().getString("detail"))
        .contains(query.split("=")[0]);
  }

  @Test
  void whoWaitsForAListGetsItAsSoonAsItHasChanged(JobscribeClient client) {
    Reply list = client.get("/api/v1/jobs?submitter=lister").expect(200);
    assertThat(list.json().getJsonArray("payload")).isEmpty();
    Map<String, String> wait = Map.of("Prefer", "wait=1", "If-None-Match", list.header("ETag"));
    Reply same = client.raw("GET", "/api/v1/jobs?submitter=lister", wait, "").expect(304);
    assertThat(same.header("Preference-Applied")).isEqualTo("wait=1");
    Map<String, String> longer = Map.of("Prefer", "wait=60", "If-None-Match", list.header("ETag"));
    CompletableFuture<Reply> poll =
        CompletableFuture.supplyAsync(
            () -> client.raw("GET", "/api/v1/jobs?submitter=lister", longer, ""));
    JobscribeClient lister = client.as(TestIssuer.TRUSTED.tokenOf("lister", "EDIT"));
    int made = catalogue.at(lister).submitImport(1).getInt("id");
    assertThat(poll.join().expect(200).json().getJsonArray("payload").getJsonObject(0).getInt("id"))
        .isEqualTo(made);
  }

  private static List<JsonObject> jobs(JobscribeClient client, String query) {
    return client
        .get("/api/v1/jobs?" + query)
        .expect(200)
        .json()
        .getJsonArray("payload")
        .getValuesAs(JsonValue::asJsonObject);
  }

  private Reply read(JobscribeClient client, String path, String form) {
    return poll(client, path, Map.of("Accept", form));
  }

  private Reply poll(JobscribeClient client, String path, Map<String, String> headers) {
    return client.raw("GET", "/api/v1/job/" + job + "/" + path, headers, "");
  }

  private JsonObject payload(JobscribeClient client, String path) {
    return poll(client, path, Map.of()).expect(200).json().getJsonObject("payload");
  }

  private static List<JsonObject> lines(JsonObject payload) {
    return payload.getJsonArray("logs").getValuesAs(JsonValue::asJsonObject);
  }
}
