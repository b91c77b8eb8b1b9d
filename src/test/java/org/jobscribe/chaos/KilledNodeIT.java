package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

  /** Within this time after its submission a job begins, and on a slow machine not much more. */
  private static final int SOON_MILLIS = 1_000;

  /** A job may be over before its node is, or be another node's: then one more is submitted. */
  private static final int MOST_TRIES = 5;

  @Test
  void onDerbyTheRestartedNodeGoesOn() {
    Database database = Database.derby();
    try (Promise promise = new Promise("Killed node on Derby", database);
        Nodes nodes = new Nodes(database)) {
      nodes.start("derby");
      keep(promise, nodes);
    }
  }

  @Test
  void onPostgresTheOtherNodeTakesOver() {
    Database database = Database.postgres();
    try (Promise promise = new Promise("Killed node on PostgreSQL", database);
        Nodes nodes = new Nodes(database)) {
      nodes.start("one");
      nodes.start("two");
      keep(promise, nodes);
    }
  }

  /** Half of the kills by the job's progress, half by the time alone. */
  private static void keep(Promise promise, Nodes nodes) {
    for (int run = 0; run < Chaos.RUNS; run++) {
      boolean isEven = run % 2 == 0;
      killInTime(promise, nodes, StoredJob.Kind.EDIT, isEven ? Moment.OF_ITEMS : Moment.OF_TIME);
      killInTime(promise, nodes, StoredJob.Kind.IMPORT, isEven ? Moment.OF_TIME : Moment.OF_ITEMS);
    }
  }

  /** Every job must be whole; only one whose owner was killed before its end is a run. */
  private static void killInTime(Promise promise, Nodes nodes, StoredJob.Kind kind, Moment moment) {
    for (int i = 0; i < MOST_TRIES; i++) {
      if (kill(promise, nodes, kind, moment)) {
        return;
      }
    }
    throw new AssertionError("No owner was killed in time in %d tries".formatted(MOST_TRIES));
  }

  private static boolean kill(Promise promise, Nodes nodes, StoredJob.Kind kind, Moment moment) {
    Map<Server, Double> takeovers = nodes.takeovers();
    StoredJob job = submit(kind, Nodes.client(nodes.get(nodes.first())));
    promise.add(job);
    List<EventStream> followers = nodes.follow(job.id());
    moment.awaitIt(job, promise.random());

    Kill kill = Kill.ownerOf(job.id(), nodes);
    JsonObject details = Nodes.client(kill.survivor).awaitFinal(job.id());
    Record.assertWhole(details, ITEMS, job.kind().lineOfItem());
    kill.assertSaid(details);
    for (EventStream follower : followers) {
      Record.assertFollowed(follower, Nodes.client(kill.survivor), details);
    }
    kill.assertCounted(details, takeovers);
    if (nodes.get(kill.victim) != kill.survivor) {
      nodes.start(kill.victim);
    }
    if (kill.isInTime(details)) {
      promise.ran(kill.tell(job, details));
    }
    return kill.isInTime(details);
  }

  private static StoredJob submit(StoredJob.Kind kind, JobscribeClient client) {
    boolean isEdit = kind == StoredJob.Kind.EDIT;
    Catalogue catalogue = Catalogue.of(isEdit ? ITEMS : 0, client);
    int id = isEdit ? catalogue.submitEdit("new") : catalogue.submitImport(ITEMS).getInt("id");
    return new StoredJob(id, catalogue, ITEMS, kind);
  }

  /** When the kill comes. */
  private enum Moment {
    /** When a random part of the items is done. */
    OF_ITEMS {
      @Override
      void awaitIt(StoredJob job, Random random) {
        int items = 1 + random.nextInt(ITEMS * 8 / 10);
        await("job %d has done %d items".formatted(job.id(), items))
            .atMost(PATIENCE)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> job.catalogue().client().job(job.id()).getInt("changed") >= items);
      }
    },
    /** At a random time after the submission: the job may not have begun, or not done a chunk. */
    OF_TIME {
      @Override
      void awaitIt(StoredJob job, Random random) {
        Duration time = Duration.ofMillis(random.nextInt(SOON_MILLIS));
        await(time + " have passed").pollDelay(time).atMost(PATIENCE).until(() -> true);
      }
    };

    abstract void awaitIt(StoredJob job, Random random);
  }

  /**
   * What was done to a job's owner.
   *
   * @param dead by then the victim had ended
   * @param hit whether the job was the victim's, if it was anybody's
   * @param survivor who goes on: another node, or the next process of the only one
   */
  private record Kill(String victim, Instant dead, boolean hit, Server survivor) {

    static Kill ownerOf(int job, Nodes nodes) {
      String victim = nodes.findOwnerOf(job).orElse(nodes.first());
      nodes.get(victim).kill();
      Instant dead = Instant.now();
      boolean hit = nodes.findOwnerOf(job).map(victim::equals).orElse(true);
      Server other = nodes.other(victim);
      return new Kill(victim, dead, hit, other == null ? nodes.start(victim) : other);
    }

    private boolean isBefore(String date, JsonObject details) {
      String instant = details.getJsonObject("job").getString(date);
      return !Instant.parse(instant).isAfter(dead);
    }

    boolean isInTime(JsonObject details) {
      return hit && !isBefore("endDate", details);
    }

    private boolean isResumed(JsonObject details) {
      return isInTime(details) && isBefore("startDate", details);
    }

    void assertSaid(JsonObject details) {
      String resumed =
          "Resumed by .* after " + victim + "/.* stopped without a word, with \\d+ of .*";
      assertThat(Record.messages(details, "WARN"))
          .hasSize(isResumed(details) ? 1 : 0)
          .allMatch(line -> line.matches(resumed));
    }

    /** A process that was started since begins with 0. */
    void assertCounted(JsonObject details, Map<Server, Double> before) {
      assertThat(Nodes.takeovers(survivor) - before.getOrDefault(survivor, 0.0))
          .as("takeovers that the survivor has counted")
          .isEqualTo(isResumed(details) ? 1 : 0);
    }

    String tell(StoredJob job, JsonObject details) {
      return "job %d: %s"
          .formatted(
              job.id(),
              isResumed(details)
                  ? Record.messages(details, "WARN").get(0)
                  : victim + " was killed before it began");
    }
  }
}
