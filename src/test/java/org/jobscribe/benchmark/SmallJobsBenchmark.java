package org.jobscribe.benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jobscribe.engine.BareEngine;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/**
 * A thousand bulk edits of three items each, submitted at once by 32 clients over HTTP, each of
 * other items. The floor is the engine alone: a thousand tasks that do nothing are scheduled at
 * once by 32 threads, each in a transaction of its own, and run by db-scheduler with the product's
 * settings. Rivals are given the same number of edits of three items each, without a body.
 */
class SmallJobsBenchmark {

  private static final int JOBS = 1_000;
  private static final int ITEMS = 3;
  private static final int CLIENTS = 32;

  private int nextRun;

  private final Work rate =
      new Work("Small jobs, from the first submission to the last job's end", "jobs/s");
  private final Work submissions =
      new Work("Small jobs, from the first submission to the last reply", "jobs/s");
  private final Work cpu = new Work(rate.name(), "µs of server CPU a job");

  @Test
  void jobs() throws InterruptedException {
    for (Storage storage : Storage.values()) {
      Database database = storage.newDatabaseForFloor();
      try (HikariDataSource pool = pool(database);
          BareEngine engine = new BareEngine(pool);
          Server server = storage.start("small-jobs", Map.of())) {
        Catalogue catalogue = Catalogue.of(JOBS * ITEMS, Storage.client(server));
        Rounds.warmUp(() -> runTasks(engine));
        Rounds.warmUp(() -> runJobs(catalogue, Rounds.FEW).whole());
        for (int round = 0; round < Rounds.COUNT; round++) {
          rate.add(storage.floor(), runTasks(engine));
          CpuTime used = CpuTime.of(server.process());
          Speed speed = runJobs(catalogue, CLIENTS);
          double micros = used.micros();
          rate.add(storage.product(), speed.whole());
          submissions.add(storage.product(), speed.submissions());
          cpu.add(storage.product(), micros / JOBS);
        }
      } finally {
        database.close();
      }
      rate.atLeast(0.7, storage.product(), storage.floor());
    }
    Rivals.bulkEditors().forEach(this::measure);
    Results.write(SmallJobsBenchmark.class, List.of(rate, submissions, cpu));
  }

  private void measure(Rivals.BulkEditor rival) {
    Rounds.warmUp(() -> runJobs(rival, Rounds.FEW));
    for (int round = 0; round < Rounds.COUNT; round++) {
      rate.add(rival.name(), runJobs(rival, CLIENTS));
    }
    for (Storage storage : Storage.values()) {
      rate.atLeast(1, storage.product(), rival.name());
    }
  }

  /** Asks for the newest jobs only while it measures: to ask for all of them takes a second. */
  private static double runJobs(Rivals.BulkEditor rival, int clients) {
    Queue<Integer> jobs = new ConcurrentLinkedQueue<>();
    long start = System.nanoTime();
    Parallel.run(
        clients,
        client -> {
          for (int i = client; i < JOBS; i += clients) {
            jobs.add(rival.start(ITEMS));
          }
        });
    jobs.stream().skip(JOBS - CLIENTS).forEach(rival::awaitEnd);
    double speed = Jobs.rate(JOBS, Duration.ofNanos(System.nanoTime() - start));
    jobs.forEach(rival::awaitEnd);
    return speed;
  }

  private static HikariDataSource pool(Database database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database.dataSource());
    config.setMaximumPoolSize(32); // as the product's
    return new HikariDataSource(config);
  }

  private double runTasks(BareEngine engine) throws InterruptedException {
    int number = nextRun++;
    long start = System.nanoTime();
    Parallel.run(
        CLIENTS,
        client -> {
          for (int i = client; i < JOBS; i += CLIENTS) {
            engine.schedule(number + "-" + i);
          }
        });
    engine.await(JOBS);
    return Jobs.rate(JOBS, Duration.ofNanos(System.nanoTime() - start));
  }

  /** How many jobs a second, to the last one's end and to the last reply. */
  private record Speed(double whole, double submissions) {}

  private Speed runJobs(Catalogue catalogue, int clients) throws InterruptedException {
    List<String> packages = packages(catalogue, "run " + nextRun++);
    Instant start = Instant.now();
    Duration took =
        Parallel.run(
            clients,
            client -> {
              for (int i = client; i < packages.size(); i += clients) {
                submit(catalogue, packages.get(i));
              }
            });
    List<JsonObject> jobs = Jobs.newestWhenIdle(catalogue.client(), JOBS);
    return new Speed(Jobs.rate(JOBS, start, Jobs.lastEnd(jobs)), Jobs.rate(JOBS, took));
  }

  private static List<String> packages(Catalogue catalogue, String text) {
    List<JsonValue> items = catalogue.editAll(text).getJsonArray("bulkEditItems");
    List<String> packages = new ArrayList<>();
    for (int first = 0; first < items.size(); first += ITEMS) {
      JsonArrayBuilder some = Json.createArrayBuilder();
      items.subList(first, first + ITEMS).forEach(some::add);
      packages.add(
          Json.createObjectBuilder()
              .add("bulkEditPackage", Json.createObjectBuilder().add("bulkEditItems", some))
              .build()
              .toString());
    }
    return packages;
  }

  private static void submit(Catalogue catalogue, String bulkEditPackage) {
    catalogue
        .client()
        .post("/api/v1/view/" + catalogue.id() + "/bulk-edit", bulkEditPackage)
        .expect(202);
  }
}
