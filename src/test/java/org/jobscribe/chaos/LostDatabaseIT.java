package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Reply;
import org.junit.jupiter.api.Test;

/** PostgreSQL is stopped for 20 seconds in the middle of a job. */
class LostDatabaseIT {

  private static final int ITEMS = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration OUTAGE = Duration.ofSeconds(20);
  private static final int LOGGED_BEFORE_AND_BETWEEN = 2_000_000; // characters, in that time
  private static final int LOGGED_OF_A_REQUEST = 1000;
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(15);

  @Test
  void requestsAreAnsweredAndTheJobGoesOnByItself() {
    Database database = Database.ownPostgres();
    try (Nodes nodes = new Nodes(database)) {
      JobscribeClient client = Nodes.client(nodes.start("seven"));
      Catalogue catalogue = Catalogue.of(ITEMS, client);
      int job = catalogue.submitEdit("new");
      await("job " + job + " has begun")
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> client.job(job).getInt("changed") > 0);

      database.stop();
      Instant end = Instant.now().plus(OUTAGE);
      int requests = 0;
      while (Instant.now().isBefore(end)) {
        assertUnavailable(client, "/api/v1/jobs");
        assertUnavailable(client, "/api/v1/job/" + job + "/details/1");
        requests += 2;
      }
      database.start();

      await("the API answers again")
          .atMost(PATIENCE)
          .until(() -> client.get("/api/v1/jobs").status() == 200);
      JsonObject details = client.awaitFinal(job);
      Record.assertWhole(details, ITEMS, "Changed attribute \\d+ for item \\d+ to new");
      StoredJob.edit(job, catalogue, ITEMS).assertStored(database);
      assertThat(nodes.get("seven").log())
          .contains("the request is answered with 503: ")
          .hasSizeLessThan(LOGGED_BEFORE_AND_BETWEEN + requests * LOGGED_OF_A_REQUEST);
    } finally {
      database.stop();
    }
  }

  private static void assertUnavailable(JobscribeClient client, String path) {
    Instant asked = Instant.now();
    Reply reply = client.get(path).expect(503);
    assertThat(Duration.between(asked, Instant.now())).isLessThan(LONGEST_ANSWER);
    assertThat(reply.header("Retry-After")).matches("\\d+");
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(reply.json().getInt("status")).isEqualTo(503);
  }
}
