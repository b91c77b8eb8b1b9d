package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;
import org.jobscribe.system.EventStream;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/**
 * A node is killed (SIGKILL) at a random moment of a bulk edit and of an import: every item is
 * changed once, every line is there once, and every follower of either node has it once.
 */
class KilledNodeIT {

  private static final int ITEMS = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CHANGED = "Changed attribute \\d+ for item \\d+ to new";
  private static final String CREATED = "Line \\d+: created item \\d+";

  @Test
  void onDerbyTheRestartedNodeGoesOn() {
    Database database = Database.derby();
    Random random = Chaos.random("killed node on Derby");
    List<Catalogue> edited = new ArrayList<>();
    List<Catalogue> imported = new ArrayList<>();
    try (Nodes nodes = new Nodes(database)) {
      nodes.start("derby");
      for (int run = 0; run < Chaos.RUNS; run++) {
        edited.add(killDuringAnEdit(nodes, random, true));
        imported.add(killDuringAnImport(nodes, random, true));
      }
    }
    database.ask(connection -> assertStored(connection, edited, imported));
  }

  @Test
  void onPostgresTheOtherNodeTakesOver() {
    Database database = Database.postgres();
    Random random = Chaos.random("killed node on PostgreSQL");
    List<Catalogue> edited = new ArrayList<>();
    List<Catalogue> imported = new ArrayList<>();
    try (Nodes nodes = new Nodes(database)) {
      nodes.start("one");
      nodes.start("two");
      for (int run = 0; run < Chaos.RUNS; run++) {
        edited.add(killDuringAnEdit(nodes, random, false));
        imported.add(killDuringAnImport(nodes, random, false));
      }
    }
    database.ask(connection -> assertStored(connection, edited, imported));
  }

  private static Void assertStored(
      Connection connection, List<Catalogue> edited, List<Catalogue> imported) throws SQLException {
    for (Catalogue catalogue : edited) {
      Record.assertStored(connection, catalogue, ITEMS, "new", 1);
    }
    for (Catalogue catalogue : imported) {
      Record.assertStored(connection, catalogue, ITEMS, "old", 0);
    }
    return null;
  }

  private static Catalogue killDuringAnEdit(Nodes nodes, Random random, boolean alone) {
    Catalogue catalogue = Catalogue.of(ITEMS, Nodes.client(nodes.other("")));
    int job = catalogue.submitEdit("new");
    Record.assertWhole(killAndAwait(nodes, job, random, alone), ITEMS, CHANGED);
    return catalogue;
  }

  private static Catalogue killDuringAnImport(Nodes nodes, Random random, boolean alone) {
    Catalogue catalogue = Catalogue.of(0, Nodes.client(nodes.other("")));
    int job = catalogue.submitImport(ITEMS).getInt("id");
    Record.assertWhole(killAndAwait(nodes, job, random, alone), ITEMS, CREATED);
    return catalogue;
  }

  /** Kills the job's owner when a random part of the items is done, and waits for the end. */
  private static JsonObject killAndAwait(Nodes nodes, int job, Random random, boolean alone) {
    int moment = 1 + random.nextInt(ITEMS * 8 / 10);
    JobscribeClient client = Nodes.client(nodes.other(""));
    List<EventStream> followers = nodes.follow(job);
    await("job %d has done %d items".formatted(job, moment))
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> client.job(job).getInt("changed") >= moment);
    String owner = nodes.ownerOf(job);
    nodes.get(owner).kill();
    Server survivor = alone ? nodes.start(owner) : nodes.other(owner);
    JsonObject details = Nodes.client(survivor).awaitFinal(job);
    assertThat(Record.messages(details, "WARN"))
        .singleElement()
        .asString()
        .matches("Resumed by .* after " + owner + "/.* stopped without a word, with \\d+ of .*");
    for (EventStream follower : followers) {
      Record.assertFollowed(follower, Nodes.client(survivor), details);
    }
    if (!alone) {
      nodes.start(owner);
    }
    return details;
  }
}
