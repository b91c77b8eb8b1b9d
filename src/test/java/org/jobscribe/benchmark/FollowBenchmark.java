package org.jobscribe.benchmark;

import java.util.List;
import org.jobscribe.chaos.BusyNodes;
import org.jobscribe.system.Database;
import org.jobscribe.system.JobscribeClient;
import org.junit.jupiter.api.Test;

/**
 * From before the request that has a line written to the follower's event: on the node that writes
 * it and on another one.
 */
class FollowBenchmark {

  private static final int WARM_UP = 60;
  private static final int TIMES = 100;
  private static final String MOST = "20 ms";
  private static final String MOST_ACROSS = "60 ms";

  @Test
  void latencies() {
    Database postgres = Database.durablePostgres();
    Work work = new Work("A line, from the request that writes it to the follower", "ms, each");
    try (BusyNodes nodes = new BusyNodes(postgres, "-Xmx1g")) {
      for (JobscribeClient node : List.of(nodes.writer(), nodes.other())) {
        nodes.latencies(node, WARM_UP);
      }
      add(work, "Jobscribe, same node", nodes, nodes.writer());
      add(work, "Jobscribe, another node", nodes, nodes.other());
    } finally {
      postgres.stop();
    }
    work.add(MOST, 20).add(MOST_ACROSS, 60);
    work.atMost(1, "Jobscribe, same node", MOST).atMost(1, "Jobscribe, another node", MOST_ACROSS);
    Results.write(FollowBenchmark.class, List.of(work));
  }

  private static void add(Work work, String who, BusyNodes nodes, JobscribeClient followed) {
    nodes.latencies(followed, TIMES).forEach(took -> work.add(who, took.toNanos() / 1e6));
  }
}
