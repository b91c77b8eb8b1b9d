package org.jobscribe.system;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Submissions that are repeated at another node. */
class IdempotencyNodesIT {

  @Test
  void identicalRequestsAtTwoNodesAtTheSameTimeStartOneJob() {
    Map<String, String> environment = TestIssuer.TRUSTED.environment(Database.postgres());
    try (Server one = Server.start("one", environment);
        Server two = Server.start("two", environment)) {
      String token = TestIssuer.TRUSTED.token("VIEW", "EDIT", "ADMIN");
      List<JobscribeClient> nodes =
          List.of(JobscribeClient.of(one, token), JobscribeClient.of(two, token));
      for (int i = 0; i < 5; i++) {
        IdempotencyIT.assertOneJob(
            nodes, IdempotencyIT.newView(nodes.get(0)), UUID.randomUUID().toString());
      }
    }
  }
}
