package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jobscribe.system.Database;
import org.jobscribe.system.JobscribeClient;
import org.junit.jupiter.api.Test;

/**
 * A job ends the process of every node that runs it: it is given up after two attempts, and the
 * jobs that ran beside it are done.
 */
class PoisonousJobIT {

  private static final int ATTEMPTS = 2;
  private static final Map<String, String> NODE =
      Map.of(
          "JOBSCRIBE_WAR",
          DrillWar.path(),
          "JOBSCRIBE_ENGINE_MAX_ATTEMPTS",
          Integer.toString(ATTEMPTS));

  @Test
  void onDerbyTheRestartedNodeGivesItUp() {
    try (Nodes nodes = new Nodes(Database.derby())) {
      nodes.start("derby", NODE);
      submit(nodes);
      nodes.awaitCrash();
      nodes.launch("derby", NODE);
      nodes.awaitCrash();
      nodes.start("derby", NODE);
      assertGivenUp(nodes);
    }
  }

  @Test
  void onPostgresItGoesFromNodeToNodeAndIsGivenUp() {
    try (Nodes nodes = new Nodes(Database.postgres())) {
      nodes.start("nine", NODE);
      nodes.start("ten", NODE);
      submit(nodes);
      String first = nodes.awaitCrash();
      nodes.awaitCrash();
      nodes.start(first, NODE);
      assertGivenUp(nodes);
    }
  }

  private static void submit(Nodes nodes) {
    JsonArrayBuilder jobs = Json.createArrayBuilder();
    List.of(DrillWork.SLOW, DrillWork.SLOW, DrillWork.HALT)
        .forEach(item -> jobs.add(Json.createArrayBuilder().add(item)));
    JsonObject body = Json.createObjectBuilder().add("jobs", jobs).build();
    try {
      Nodes.client(nodes.other("")).post("/api/v1/drills", body.toString()).expect(204);
    } catch (UncheckedIOException e) {
      // the node may be gone before it has answered; the jobs are there
    }
  }

  private static void assertGivenUp(Nodes nodes) {
    JobscribeClient client = Nodes.client(nodes.other(""));
    List<Integer> jobs =
        client.jobs().getValuesAs(JsonValue::asJsonObject).stream()
            .map(job -> job.getInt("id"))
            .toList();
    assertThat(jobs).hasSize(ATTEMPTS + 1);
    JsonObject poisonous = client.awaitFinal(jobs.get(0));
    assertThat(poisonous.getJsonObject("job").getString("progress")).isEqualTo("FAILED");
    assertThat(poisonous.getJsonObject("job").getString("outcome")).isEqualTo("FAILED");
    assertThat(Record.messages(poisonous, "ERROR"))
        .containsExactly(
            "Given up: 2 attempts in a row ended without finishing a chunk after item 0");
    assertThat(Record.messages(poisonous, "WARN")).hasSize(ATTEMPTS);
    for (int job : jobs.subList(1, jobs.size())) {
      JsonObject details = client.awaitFinal(job);
      assertThat(details.getJsonObject("job").getString("outcome")).isEqualTo("SUCCEEDED");
      assertThat(Record.messages(details, "INFO")).containsOnlyOnce("Did \"slow\"");
    }
  }
}
