package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/**
 * Jobs of a type that only the newer of two versions knows, in the middle of an upgrade: the older
 * one leaves them alone, and they go on where a newer one runs.
 */
class UnknownTypeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern LEASE_AGE =
      Pattern.compile("(?m)^jobscribe_lease_age_seconds\\S* (\\S+)$");
  private static final Pattern WAITING =
      Pattern.compile("(?m)^jobscribe_jobs\\{\\S*state=\"waiting\"\\S* (\\S+)$");
  private static final Pattern COMPLAINT = Pattern.compile("(?m)^.*(WARN|SEVERE|ERROR).*$");
  private static final Map<String, String> NEWER = Map.of("JOBSCRIBE_WAR", DrillWar.path());
  private static final Map<String, String> NEWER_AND_BUSY =
      Map.of("JOBSCRIBE_WAR", DrillWar.path(), "JOBSCRIBE_ENGINE_THREADS", "1");

  @Test
  void theyWaitForANodeThatKnowsTheirType() {
    try (Nodes nodes = new Nodes(Database.postgres())) {
      Server older = nodes.start("older");
      int start = older.log().length();
      Server newer = nodes.start("newer", NEWER_AND_BUSY);
      String slow = "[\"slow\",\"slow\",\"slow\"]";
      String body = "{\"jobs\":[%s,%s,%s]}".formatted(slow, slow, slow);
      Nodes.client(newer).post("/api/v1/drills", body).expect(204);
      JobscribeClient client = Nodes.client(older);
      await("one job runs")
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .until(() -> jobs(client, "IN_PROGRESS").size() == 1);
      newer.kill();
      int begun = jobs(client, "IN_PROGRESS").get(0);
      int waiting = jobs(client, "SCHEDULED").get(0);
      int unwanted = jobs(client, "SCHEDULED").get(1);

      await("the dead node's lease is long over")
          .atMost(PATIENCE)
          .until(() -> leaseAge(client) > 4 * Nodes.LEASE);
      assertThat(client.job(waiting).getString("progress")).isEqualTo("SCHEDULED");
      assertThat(client.job(begun).getString("progress")).isEqualTo("IN_PROGRESS");
      assertThat(waiting(client)).isEqualTo(2);
      client.raw("DELETE", "/api/v1/job/" + unwanted, Map.of(), "").expect(202);
      assertThat(client.job(unwanted).getString("outcome")).isEqualTo("CANCELLED");
      await("it waits for no turn any more").until(() -> waiting(client) == 1);
      client.awaitFinal(Catalogue.of(10, client).submitEdit("new"));
      assertThat(complaints(older.log().substring(start)))
          .as("one at most for each job that waited")
          .hasSizeLessThanOrEqualTo(2);

      nodes.start("newer", NEWER);
      assertDone(client.awaitFinal(waiting), 1);
      assertDone(client.awaitFinal(begun), 2);
    }
  }

  private static List<Integer> jobs(JobscribeClient client, String progress) {
    return client
        .get("/api/v1/jobs?progress=" + progress)
        .expect(200)
        .json()
        .getJsonArray("payload")
        .getValuesAs(JsonValue::asJsonObject)
        .stream()
        .map(job -> job.getInt("id"))
        .toList();
  }

  private static double leaseAge(JobscribeClient client) {
    return metric(LEASE_AGE, client);
  }

  private static double waiting(JobscribeClient client) {
    return metric(WAITING, client);
  }

  private static double metric(Pattern metric, JobscribeClient client) {
    return metric
        .matcher(client.get("/metrics").expect(200).body())
        .results()
        .mapToDouble(line -> Double.parseDouble(line.group(1)))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> complaints(String log) {
    return COMPLAINT.matcher(log).results().map(MatchResult::group).toList();
  }

  private static void assertDone(JsonObject details, int attempts) {
    assertThat(details.getJsonObject("job").getString("outcome")).isEqualTo("SUCCEEDED");
    assertThat(Record.messages(details, "WARN")).hasSize(attempts - 1);
    assertThat(Record.messages(details, "INFO")).filteredOn("Did \"slow\""::equals).hasSize(3);
  }
}
