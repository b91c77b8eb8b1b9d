package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code /metrics} counts. Other tests have counted here too, so that only growth is told. */
abstract class MetricsIT {

  private static final String LINES = "jobscribe_log_lines_total{mp_scope=\"application\"}";
  private static final String ENDED =
      "jobscribe_jobs_ended_total{mp_scope=\"application\",progress=\"COMPLETED\"}";
  private static final String CHUNKS = "jobscribe_chunk_seconds_count{mp_scope=\"application\"}";
  private static final String DETAILS = "jobscribe_details_seconds_count{mp_scope=\"application\"}";

  private static final String WAITING =
      "jobscribe_jobs{mp_scope=\"application\",state=\"waiting\"}";
  private static final String RUNNING =
      "jobscribe_jobs{mp_scope=\"application\",state=\"running\"}";
  private static final String DETAILS_SUM =
      "jobscribe_details_seconds_sum{mp_scope=\"application\"}";
  private static final String DETAILS_IN_TEN_SECONDS =
      "jobscribe_details_seconds_bucket{le=\"10.0\",mp_scope=\"application\"}";

  @BeforeEach
  void nothingElseRuns(JobscribeClient client) {
    await("the jobs of other tests are over")
        .atMost(Duration.ofMinutes(1))
        .until(() -> metrics(client).get(WAITING) + metrics(client).get(RUNNING) == 0);
  }

  @Test
  void aJobCountsItsLinesItsChunksAndItsEnd(JobscribeClient client) {
    Map<String, Double> before = metrics(client);
    byte[] csv = "id,name\n700001,A\n700002,B\n".getBytes(StandardCharsets.UTF_8);
    int job = client.importCsv(1, new ByteArrayInputStream(csv)).getInt("id");
    int lines = client.awaitFinal(job).getJsonArray("logs").size();
    await("the job is counted")
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              Map<String, Double> after = metrics(client);
              assertThat(growth(LINES, before, after)).isEqualTo(lines);
              assertThat(growth(ENDED, before, after)).isEqualTo(1);
              assertThat(growth(CHUNKS, before, after)).isEqualTo(1);
            });
  }

  @Test
  void everyDetailsCallThatDoesNotWaitIsTimedAndNoOther(JobscribeClient client) {
    byte[] csv = "id,name\n700003,A\n".getBytes(StandardCharsets.UTF_8);
    int job = client.importCsv(1, new ByteArrayInputStream(csv)).getInt("id");
    client.awaitFinal(job);
    Map<String, Double> before = metrics(client);
    String path = "/api/v1/job/" + job + "/details";
    String tag = client.get(path).expect(200).header("ETag");
    client.raw("GET", path, Map.of("If-None-Match", tag), "").expect(304);
    client.get(path + "/4711").expect(400);
    client.raw("GET", path, Map.of("Prefer", "wait=1"), "").expect(200);
    client.raw("GET", path, Map.of("Accept", "text/event-stream"), "").expect(200);
    client.get("/api/v1/job/" + job).expect(200);
    client.jobs();
    Map<String, Double> after = metrics(client);
    assertThat(growth(DETAILS, before, after)).isEqualTo(3);
    assertThat(growth(DETAILS_IN_TEN_SECONDS, before, after)).isEqualTo(3);
    assertThat(growth(DETAILS_SUM, before, after)).isBetween(0.0001, 10.0);
  }

  @Test
  void theBacklogAndTheLeaseHaveGauges(JobscribeClient client) {
    assertThat(metrics(client))
        .containsKeys(
            WAITING,
            RUNNING,
            "jobscribe_lease_age_seconds{mp_scope=\"application\"}",
            "jobscribe_takeovers_total{mp_scope=\"application\"}");
  }

  private static double growth(String name, Map<String, Double> before, Map<String, Double> after) {
    return after.get(name) - before.get(name);
  }

  private static Map<String, Double> metrics(JobscribeClient client) {
    return Metrics.of(client.anonymous().get("/metrics").expect(200).body());
  }
}
