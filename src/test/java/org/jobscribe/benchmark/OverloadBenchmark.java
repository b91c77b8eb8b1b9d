package org.jobscribe.benchmark;

import java.time.Duration;
import java.util.List;
import org.jobscribe.system.Database;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/**
 * Polls beyond what a node can answer: twice the most that it does, by 2,000 clients that pause
 * between an answer and the next request; and crowds that never pause, whatever they are told.
 */
class OverloadBenchmark {

  private static final int LINES = 1_000;
  private static final String PATH = "/api/v1/job/1/details/" + LINES;
  private static final int CLIENTS = 32;
  private static final int MANY = 2_000;
  private static final List<Integer> CROWDS = List.of(500, 2_000, 5_000);

  /** In which the node answers what the last crowd has left behind. */
  private static final Duration LULL = Duration.ofSeconds(3);

  private static final String TWICE = ", twice the maximum";

  private final Work goodput = new Work("Overload, nothing new", "requests/s answered with 200");
  private final Work refused = new Work("Overload, nothing new", "requests/s refused");
  private final Work failed =
      new Work("Overload, nothing new", "requests/s without an answer in two seconds");
  private final Work p99 = new Work("Overload, nothing new", "ms, 99th percentile of all answers");

  @Test
  void goodputStays() {
    Database postgres = Database.durablePostgres();
    try {
      measure("Jobscribe, PostgreSQL", postgres);
    } finally {
      postgres.stop();
    }
    measure("Jobscribe, Derby", Database.derby());
    Results.write(OverloadBenchmark.class, List.of(goodput, refused, failed, p99));
  }

  private void measure(String product, Database database) {
    try (Server server = Node.withLog("overload", LINES, database)) {
      Rounds.warmUp((clients, time) -> ask(server, clients, time, Duration.ZERO));
      ask(server, MANY, Rounds.LENGTH, Duration.ZERO);
      for (int round = 0; round < Rounds.COUNT; round++) {
        ask(server, CLIENTS, LULL, Duration.ZERO);
        Wrk.Load most = ask(server, CLIENTS, Rounds.LENGTH, Duration.ZERO);
        add(product, most);
        Duration pause = Duration.ofMillis(Math.round(1_000 * MANY / (2 * answered(most))));
        add(product + TWICE, ask(server, MANY, Rounds.LENGTH, pause));
        for (int crowd : CROWDS) {
          add(
              product + ", " + crowd + " without a pause",
              ask(server, crowd, Rounds.LENGTH, Duration.ZERO));
        }
      }
    }
    goodput.atLeast(0.8, product + TWICE, product);
  }

  private static Wrk.Load ask(Server server, int clients, Duration time, Duration pause) {
    return Wrk.run(server.url() + PATH, Node.token(), clients, time, pause);
  }

  /** A second, with 200. */
  private static double answered(Wrk.Load load) {
    return load.perSecond() * (load.requests() - load.refused()) / load.requests();
  }

  private void add(String who, Wrk.Load load) {
    double seconds = load.took().toNanos() / 1e9;
    goodput.add(who, answered(load));
    refused.add(who, load.refused() / seconds);
    failed.add(who, load.failed() / seconds);
    p99.add(who, load.p99Millis());
  }
}
