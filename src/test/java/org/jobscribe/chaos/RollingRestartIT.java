package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;
import org.jobscribe.system.JobscribeClient;
import org.junit.jupiter.api.Test;

/**
 * Nodes are stopped (SIGTERM) and started again in the middle of their work: they hand it over, in
 * order, and who submits and follows jobs meanwhile misses nothing.
 */
class RollingRestartIT {

  private static final List<String> NAMES = List.of("five", "six");
  private static final int MANY = 20_000;
  private static final int MOST_TRIES = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Two seconds, and a chunk on a busy machine. */
  private static final Duration HANDED_OVER = Duration.ofSeconds(2 + 3);

  /**
   * A node was asked to stop.
   *
   * @param job that it was in the middle of
   */
  private record Stop(String node, Instant signal, StoredJob job) {

    boolean isMeantBy(JsonObject line) {
      return line.getString("message").startsWith("Handed over by " + node + "/");
    }

    boolean isInTime(JsonObject line) {
      Instant written = Instant.parse(line.getString("creationDate"));
      return isMeantBy(line)
          && !written.isBefore(signal.minusMillis(1)) // lines have milliseconds
          && written.isBefore(signal.plus(HANDED_OVER));
    }
  }

  @Test
  void onPostgresUnderLoadEachJobRunsOnceAndEachFollowerHasEachLine() {
    Database database = Database.postgres();
    try (Promise promise = new Promise("Rolling restart on PostgreSQL", database);
        Nodes nodes = new Nodes(database)) {
      NAMES.forEach(nodes::start);
      try (Load load = new Load(promise, nodes, NAMES)) {
        List<Stop> stops = NAMES.stream().map(name -> restart(promise, nodes, load, name)).toList();
        List<Load.Followed> all = load.end();

        JobscribeClient client = Nodes.client(nodes.get(NAMES.get(0)));
        all.forEach(each -> assertWhole(client.awaitFinal(each.job().id()), each, stops));
        stops.forEach(stop -> assertHandedOver(client.details(stop.job.id()), stop));
        assertThat(all)
            .filteredOn(each -> stops.stream().anyMatch(stop -> stop.job.equals(each.job())))
            .as("followers whose node was stopped")
            .hasSize(stops.size())
            .allMatch(each -> each.moves() > 0);
        assertThat(jobsIn(database)).as("jobs").isEqualTo(all.size());
      }
    }
  }

  /** Stops the node in the middle of a long job, and starts it again. */
  private static Stop restart(Promise promise, Nodes nodes, Load load, String name) {
    StoredJob job = longJobOf(name, nodes, load);
    Instant signal = Instant.now();
    nodes.get(name).stop();
    promise.ran(
        "%s was stopped in the middle of job %d, and ended after %d ms"
            .formatted(name, job.id(), Duration.between(signal, Instant.now()).toMillis()));
    nodes.start(name);
    return new Stop(name, signal, job);
  }

  /** The node that a job is submitted to begins it, unless the other one looks just then. */
  private static StoredJob longJobOf(String name, Nodes nodes, Load load) {
    for (int i = 0; i < MOST_TRIES; i++) {
      StoredJob job = load.submitTo(name, MANY);
      awaitBegun(job);
      if (nodes.ownerOf(job.id()).equals(name)) {
        return job;
      }
    }
    throw new AssertionError("%s began none of %d jobs".formatted(name, MOST_TRIES));
  }

  private static void awaitBegun(StoredJob job) {
    JobscribeClient client = job.catalogue().client();
    await("job %d has begun".formatted(job.id()))
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> client.job(job.id()).getInt("changed") > 0);
  }

  private static void assertWhole(JsonObject details, Load.Followed followed, List<Stop> stops) {
    StoredJob job = followed.job();
    Record.assertWhole(details, job.items(), job.kind().lineOfItem());
    assertThat(Record.messages(details, "WARN")).isEmpty();
    assertThat(followed.lines())
        .as("lines that the follower of job %d got", job.id())
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, details.getJsonArray("logs").size()).boxed().toList());
    assertThat(handedOver(details))
        .allMatch(line -> stops.stream().anyMatch(stop -> stop.isInTime(line)));
  }

  private static void assertHandedOver(JsonObject details, Stop stop) {
    assertThat(handedOver(details)).filteredOn(stop::isMeantBy).hasSize(1);
  }

  private static List<JsonObject> handedOver(JsonObject details) {
    return details.getJsonArray("logs").getValuesAs(JsonValue::asJsonObject).stream()
        .filter(line -> line.getString("message").startsWith("Handed over by "))
        .toList();
  }

  private static long jobsIn(Database database) {
    return database.ask(connection -> Sql.number(connection, "SELECT COUNT(*) FROM job"));
  }

  @Test
  void onDerbyTheNextProcessGoesOn() {
    Database database = Database.derby();
    try (Promise promise = new Promise("Restart on Derby", database);
        Nodes nodes = new Nodes(database)) {
      Catalogue catalogue = Catalogue.of(MANY, Nodes.client(nodes.start("derby")));
      StoredJob job = StoredJob.edit(catalogue.submitEdit("new"), catalogue, MANY);
      promise.add(job);
      awaitBegun(job);
      Instant signal = Instant.now();
      nodes.get("derby").stop();
      JsonObject details = Nodes.client(nodes.start("derby")).awaitFinal(job.id());

      Record.assertWhole(details, MANY, job.kind().lineOfItem());
      assertThat(Record.messages(details, "WARN")).isEmpty();
      assertThat(handedOver(details))
          .singleElement()
          .matches(line -> new Stop("derby", signal, job).isInTime(line));
      promise.ran(handedOver(details).get(0).getString("message"));
    }
  }
}
