package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Reply;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/**
 * The node cannot make its files larger while a job runs, as when the disk of the embedded database
 * is full: requests get 503, and when there is room again, the job goes on in the next process.
 * (Often in the same one, but a write error can leave Derby half shut down until its process ends.)
 */
class FullDiskDerbyIT {

  private static final int ITEMS = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a file system gives at a time. */
  private static final int BLOCK = 4_096;

  /** Less than what the job's log lines need. */
  private static final int MOST_BLOCKS = 750;

  @Test
  void requestsAreAnsweredAndTheJobGoesOnAfterARestart() {
    Database database = Database.derby();
    Random random = Chaos.random("full disk on Derby");
    List<StoredJob> edited = new ArrayList<>();
    try (Nodes nodes = new Nodes(database)) {
      nodes.start("full");
      for (int run = 0; run < Chaos.RUNS; run++) {
        Catalogue catalogue = Catalogue.of(ITEMS, Nodes.client(nodes.get("full")));
        int job = editOnAFullDisk(nodes, catalogue, random.nextInt(MOST_BLOCKS) * BLOCK);
        edited.add(StoredJob.edit(job, catalogue, ITEMS));
      }
    }
    StoredJob.assertStored(database, edited);
  }

  private static int editOnAFullDisk(Nodes nodes, Catalogue catalogue, int largestFile) {
    Server node = nodes.get("full");
    JobscribeClient client = catalogue.client();
    int job = catalogue.submitEdit("new");
    await("job " + job + " has begun")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> client.job(job).getInt("changed") > 0);

    node.limitFiles(Integer.toString(largestFile));
    await("with %d bytes a file, the API is not available".formatted(largestFile))
        .atMost(PATIENCE)
        .until(() -> isUnavailable(client.get("/api/v1/job/" + job)));
    node.limitFiles("unlimited");

    node.stop();
    JsonObject details = Nodes.client(nodes.start("full")).awaitFinal(job);
    Record.assertWhole(details, ITEMS, "Changed attribute \\d+ for item \\d+ to new");
    return job;
  }

  /** It is, or it answers: anything else is wrong. */
  private static boolean isUnavailable(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isIn(200, 503);
    return reply.status() == 503;
  }
}
