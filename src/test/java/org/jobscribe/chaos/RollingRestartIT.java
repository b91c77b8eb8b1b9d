package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;
import org.jobscribe.system.JobscribeClient;
import org.junit.jupiter.api.Test;

/** Nodes are stopped (SIGTERM) and started one after the other while a job runs. */
class RollingRestartIT {

  private static final int ITEMS = 30_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void aStoppingNodeHandsItsJobsOver() {
    Database database = Database.postgres();
    try (Nodes nodes = new Nodes(database)) {
      nodes.start("five");
      nodes.start("six");
      Catalogue catalogue = Catalogue.of(ITEMS, Nodes.client(nodes.get("five")));
      int job = catalogue.submitEdit("new");
      JobscribeClient client = Nodes.client(nodes.get("five"));
      await("job " + job + " has begun")
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> client.job(job).getInt("changed") > 0);
      String first = nodes.ownerOf(job);
      nodes.get(first).stop();
      JsonObject details = Nodes.client(nodes.other(first)).awaitFinal(job);

      Record.assertWhole(details, ITEMS, "Changed attribute \\d+ for item \\d+ to new");
      assertThat(Record.messages(details, "WARN")).isEmpty();
      assertThat(Record.messages(details, "INFO"))
          .anyMatch(line -> line.startsWith("Handed over by " + first + "/"));
      StoredJob.edit(job, catalogue, ITEMS).assertStored(database);
    }
  }
}
