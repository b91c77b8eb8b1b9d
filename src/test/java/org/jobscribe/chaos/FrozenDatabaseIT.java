package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;
import org.jobscribe.system.EventStream;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Reply;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL hangs in the middle of a job, for longer than it may take to answer: all its
 * connections stay, and nothing comes back.
 */
class FrozenDatabaseIT {

  private static final int ITEMS = 20_000;
  private static final int CALLERS = 8;

  /** More than the server has threads. */
  private static final int LATE_FOLLOWERS = 300;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final Duration OUTAGE = TIMEOUT.multipliedBy(5);

  /** Once for the connection that the pool has, once for a new one; and some for a busy machine. */
  private static final Duration LONGEST_ANSWER = TIMEOUT.multipliedBy(2).plusSeconds(6);

  @Test
  void requestsAreAnsweredInTimeAndTheJobGoesOnByItself() {
    Database database = Database.ownPostgres();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (Nodes nodes = new Nodes(database)) {
      Server node =
          nodes.start(
              "frozen",
              Map.of(
                  "JOBSCRIBE_DB_TIMEOUT",
                  TIMEOUT.toString(),
                  "JOBSCRIBE_FOLLOW_HEARTBEAT",
                  HEARTBEAT.toString()));
      JobscribeClient client = Nodes.client(node);
      Catalogue catalogue = Catalogue.of(ITEMS, client);
      int job = catalogue.submitEdit("new");
      await("job " + job + " has begun")
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> client.job(job).getInt("changed") > 0);

      EventStream follower = client.follow(job, "details/0");
      follower.await("log");
      database.freeze();
      int heartbeats = follower.heartbeats();
      List<EventStream> late =
          Stream.generate(() -> client.follow(job, "details/0")).limit(LATE_FOLLOWERS).toList();
      Instant end = Instant.now().plus(OUTAGE);
      while (Instant.now().isBefore(end)) {
        List<CompletableFuture<Void>> calls =
            Stream.generate(
                    () ->
                        CompletableFuture.runAsync(
                            () -> assertUnavailable(client, "/api/v1/job/" + job), callers))
                .limit(CALLERS)
                .toList();
        assertAlive(client);
        calls.forEach(CompletableFuture::join);
      }
      assertThat(follower.heartbeats() - heartbeats)
          .as("heartbeats meanwhile")
          .isGreaterThan((int) OUTAGE.dividedBy(HEARTBEAT.multipliedBy(2)));
      await("who came late is told to come back")
          .atMost(LONGEST_ANSWER)
          .until(() -> late.stream().allMatch(stream -> stream.status() == 503));
      database.thaw();

      await("the API answers again")
          .atMost(PATIENCE)
          .until(() -> client.get("/api/v1/jobs").status() == 200);
      JsonObject details = client.awaitFinal(job);
      Record.assertWhole(details, ITEMS, "Changed attribute \\d+ for item \\d+ to new");
      Record.assertFollowed(follower, client, details);
      StoredJob.edit(job, catalogue, ITEMS).assertStored(database);
      await("no thread waits for the database any more")
          .atMost(PATIENCE)
          .until(
              () -> Stream.of(node.threads().split("\n\n")).noneMatch(FrozenDatabaseIT::isWaiting));
    } finally {
      callers.shutdownNow();
      database.thaw();
      database.stop();
    }
  }

  /** But for the one that is there to listen. */
  private static boolean isWaiting(String stack) {
    return stack.contains("org.postgresql.core") && !stack.contains("getNotifications");
  }

  /** Whoever starts nodes anew that are not must not do so because of the database. */
  private static void assertAlive(JobscribeClient client) {
    Instant asked = Instant.now();
    client.get("/health/live").expect(200);
    assertThat(Duration.between(asked, Instant.now())).isLessThan(TIMEOUT.multipliedBy(2));
  }

  private static void assertUnavailable(JobscribeClient client, String path) {
    Instant asked = Instant.now();
    Reply reply = client.get(path).expect(503);
    assertThat(Duration.between(asked, Instant.now())).isLessThan(LONGEST_ANSWER);
    assertThat(reply.header("Retry-After")).matches("\\d+");
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
  }
}
