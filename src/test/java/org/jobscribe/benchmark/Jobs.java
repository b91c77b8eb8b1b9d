package org.jobscribe.benchmark;

import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jobscribe.system.JobscribeClient;

/** Jobs that are measured by the dates that they have at their end, in milliseconds. */
final class Jobs {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Jobs() {}

  /** Returns when all have succeeded; asks seldom, because asking costs the server too. */
  static List<JsonObject> awaitSuccess(JobscribeClient client, List<Long> ids) {
    return ids.stream().map(id -> awaitSuccess(client, id)).toList();
  }

  private static JsonObject awaitSuccess(JobscribeClient client, long id) {
    JsonObject job =
        await("job " + id + " is over")
            .atMost(PATIENCE)
            .pollDelay(Duration.ZERO)
            .pollInterval(PAUSE)
            .until(() -> client.job(id), now -> !now.isNull("endDate"));
    if (!job.getString("outcome").equals("SUCCEEDED")) {
      throw new IllegalStateException("The job has not succeeded: " + job);
    }
    return job;
  }

  /** The newest jobs, at most 1,000, as soon as no job is to be run any more. */
  static List<JsonObject> newestWhenIdle(JobscribeClient client, int count) {
    await("all jobs are over")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(PAUSE)
        .until(() -> !hasAny(client, "SCHEDULED") && !hasAny(client, "IN_PROGRESS"));
    return list(client, "limit=" + count);
  }

  private static boolean hasAny(JobscribeClient client, String progress) {
    return !list(client, "limit=1&progress=" + progress).isEmpty();
  }

  private static List<JsonObject> list(JobscribeClient client, String query) {
    return client
        .get("/api/v1/jobs?" + query)
        .expect(200)
        .json()
        .getJsonArray("payload")
        .getValuesAs(JsonObject.class);
  }

  static Instant firstStart(List<JsonObject> jobs) {
    return jobs.stream().map(job -> date(job, "startDate")).min(Instant::compareTo).orElseThrow();
  }

  static Instant lastEnd(List<JsonObject> jobs) {
    return jobs.stream().map(job -> date(job, "endDate")).max(Instant::compareTo).orElseThrow();
  }

  private static Instant date(JsonObject job, String name) {
    return Instant.parse(job.getString(name));
  }

  /** How many a second, if it took from {@code start} to {@code end} to do {@code count}. */
  static double rate(long count, Instant start, Instant end) {
    return rate(count, Duration.between(start, end));
  }

  static double rate(long count, Duration took) {
    return count / (took.toNanos() / 1e9);
  }
}
