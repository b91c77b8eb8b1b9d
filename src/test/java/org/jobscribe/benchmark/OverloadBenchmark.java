package org.jobscribe.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jobscribe.system.Database;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/**
 * Polls beyond what a node can answer: by crowds that ask again at once, whatever they are told.
 * How much they offer depends on how soon they are answered, and stands beside what they get.
 */
class OverloadBenchmark {

  private static final int LINES = 1_000;
  private static final String PATH = "/api/v1/job/1/details/" + LINES;
  private static final int CLIENTS = 32;
  private static final int MANY = 2_000;
  private static final int LARGEST_CROWD = 5_000;
  private static final List<Integer> CROWDS = List.of(500, MANY, LARGEST_CROWD);

  /** In which the node answers what the last crowd has left behind. */
  private static final Duration LULL = Duration.ofSeconds(3);

  private final Work goodput = new Work("Overload, nothing new", "requests/s answered with 200");
  private final Work offered = new Work("Overload, nothing new", "requests/s answered or refused");
  private final Work failed =
      new Work("Overload, nothing new", "requests/s without an answer in two seconds");
  private final Work p99 = new Work("Overload, nothing new", "ms, 99th percentile of all answers");

  /** Without that of the clients, who use more of the same machine the more there are. */
  private final Work cost =
      new Work("Overload, nothing new", "µs of server and database CPU an answer with 200");

  @Test
  void goodputStays() {
    Database postgres = Database.durablePostgres();
    try {
      measure("Jobscribe, PostgreSQL", postgres, Optional.of(postgres.serverProcess()));
    } finally {
      postgres.stop();
    }
    measure("Jobscribe, Derby", Database.derby(), Optional.empty());
    Results.write(OverloadBenchmark.class, List.of(goodput, offered, failed, p99, cost));
  }

  private void measure(String product, Database database, Optional<ProcessHandle> databaseServer) {
    try (Server server = Node.withLog("overload", LINES, database)) {
      List<ProcessHandle> processes = new ArrayList<>(List.of(server.process()));
      databaseServer.ifPresent(processes::add);
      Rounds.warmUp((clients, time) -> ask(server, clients, time));
      Rounds.warmUp(() -> ask(server, LARGEST_CROWD, Rounds.LENGTH).perSecond()); // waits, too
      for (int round = 0; round < Rounds.COUNT; round++) {
        ask(server, CLIENTS, LULL);
        measure(product, server, processes, CLIENTS);
        for (int crowd : CROWDS) {
          measure(crowd(product, crowd), server, processes, crowd);
        }
      }
    }
    goodput.atLeast(0.8, crowd(product, MANY), product);
  }

  private static String crowd(String product, int clients) {
    return product + ", " + clients + " clients";
  }

  private static Wrk.Load ask(Server server, int clients, Duration time) {
    return Wrk.run(server.url() + PATH, Node.token(), clients, time);
  }

  private void measure(String who, Server server, List<ProcessHandle> processes, int clients) {
    List<CpuTime> used = processes.stream().map(CpuTime::of).toList();
    Wrk.Load load = ask(server, clients, Rounds.LENGTH);
    double micros = used.stream().mapToDouble(CpuTime::micros).sum();
    long answered = load.requests() - load.refused();
    double seconds = load.took().toNanos() / 1e9;
    goodput.add(who, answered / seconds);
    offered.add(who, load.requests() / seconds);
    failed.add(who, load.failed() / seconds);
    p99.add(who, load.p99Millis());
    cost.add(who, micros / answered);
  }
}
