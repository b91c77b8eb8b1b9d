package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Three times as many callers at once as the node has connections to its database. */
abstract class CrowdIT {

  private static final int CALLERS = 100;
  private static final int ROWS = 5_000;

  /** Less than the minute after which the server's pool refuses whoever waits for a connection. */
  private static final Duration LONGEST = Duration.ofSeconds(50);

  @Test
  void everySubmissionAndEveryCancellationIsAnswered(JobscribeClient client) {
    Catalogue catalogue = Catalogue.of(0, client);
    List<Integer> jobs = atOnce(i -> catalogue.submitImport(ROWS).getInt("id"));
    assertThat(jobs).doesNotHaveDuplicates();
    atOnce(i -> client.raw("DELETE", "/api/v1/job/" + jobs.get(i), Map.of(), "").status());
    for (int job : jobs) {
      assertThat(client.awaitFinal(job).getJsonObject("job").getInt("total")).isEqualTo(ROWS);
    }
  }

  private static <T> List<T> atOnce(Function<Integer, T> call) {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      Instant start = Instant.now();
      List<CompletableFuture<T>> calls =
          IntStream.range(0, CALLERS)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), callers))
              .toList();
      List<T> replies = calls.stream().map(CompletableFuture::join).toList();
      assertThat(Duration.between(start, Instant.now())).isLessThan(LONGEST);
      return replies;
    } finally {
      callers.shutdownNow();
    }
  }
}
