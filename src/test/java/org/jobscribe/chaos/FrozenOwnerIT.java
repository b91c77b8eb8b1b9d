package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/**
 * A node is frozen (SIGSTOP) for longer than its lease, and comes back: it can write nothing more.
 */
class FrozenOwnerIT {

  private static final int ITEMS = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ALLOWED = Duration.ofSeconds(Nodes.LEASE + 5L);

  @Test
  void theJobIsTakenOverAndTheLateOwnerIsFencedOff() {
    Database database = Database.postgres();
    try (Promise promise = new Promise("Frozen owner on PostgreSQL", database);
        Nodes nodes = new Nodes(database)) {
      nodes.start("three");
      nodes.start("four");
      for (int run = 0; run < Chaos.RUNS; run++) {
        Catalogue catalogue = Catalogue.of(ITEMS, Nodes.client(nodes.get("three")));
        freezeAndThaw(promise, nodes, catalogue);
      }
    }
  }

  private static void freezeAndThaw(Promise promise, Nodes nodes, Catalogue catalogue) {
    int moment = 1 + promise.random().nextInt(ITEMS / 2);
    int job = catalogue.submitEdit("new");
    promise.add(StoredJob.edit(job, catalogue, ITEMS));
    JobscribeClient any = catalogue.client();
    await("job %d has done %d items".formatted(job, moment))
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> any.job(job).getInt("changed") >= moment);
    String name = nodes.ownerOf(job);
    Server owner = nodes.get(name);
    Instant frozen = Instant.now();
    owner.freeze();
    JsonObject details = Nodes.client(nodes.other(name)).awaitFinal(job);
    owner.thaw();

    Record.assertWhole(details, ITEMS, "Changed attribute \\d+ for item \\d+ to new");
    JsonObject resumed =
        details.getJsonArray("logs").getValuesAs(JsonValue::asJsonObject).stream()
            .filter(line -> line.getString("level").equals("WARN"))
            .findFirst()
            .orElseThrow();
    assertThat(resumed.getString("message")).contains(" after " + name + "/");
    assertThat(Instant.parse(resumed.getString("creationDate")))
        .isBeforeOrEqualTo(frozen.plus(ALLOWED));

    await(name + " says that it was replaced")
        .atMost(PATIENCE)
        .until(() -> owner.log().contains("Job " + job + ": attempt 1 was replaced by attempt 2"));
    assertThat(Nodes.client(owner).details(job)).isEqualTo(details);
    promise.ran(resumed.getString("message"));
  }
}
