package org.jobscribe.operations;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Tag;
import org.jobscribe.engine.ChunkDone;
import org.jobscribe.engine.JobTakenOver;
import org.jobscribe.follow.PollAnswered;
import org.jobscribe.job.JobChanged;
import org.jobscribe.job.JobEnded;
import org.jobscribe.job.Progress;

/**
 * Counts what this node does, since it started. The metrics are looked up once; what happens often
 * costs an addition. Only what was committed counts.
 */
@ApplicationScoped
public class JobMetrics {

  @Inject private Meters meters;
  private final Map<Progress, Counter> ended = new EnumMap<>(Progress.class);
  private Counter lines;
  private Counter takeovers;
  private Latency chunks;
  private Latency details;

  /**
   * As soon as there is something to count: jobs that go on do so before the application has
   * started.
   */
  @PostConstruct
  void register() {
    for (Progress progress : Progress.values()) {
      if (progress.isFinal()) {
        ended.put(progress, counterOfEnds(progress));
      }
    }
    lines = meters.counter("jobscribe.log.lines", "Lines that this node added to logs");
    takeovers =
        meters.counter("jobscribe.takeovers", "Jobs that this node goes on with after another");
    chunks = Latency.register(meters, "jobscribe.chunk", "A chunk of a job, its commit included");
    details =
        Latency.register(
            meters,
            "jobscribe.details",
            "A details call, to the last byte, without the token's check");
  }

  /** What has not happened yet is shown as 0: this has the bean made. */
  void show(@Observes @Initialized(ApplicationScoped.class) Object start) {
    // that is all
  }

  private Counter counterOfEnds(Progress progress) {
    return meters.counter(
        "jobscribe.jobs.ended",
        "Jobs that this node brought to an end",
        new Tag("progress", progress.name()));
  }

  void onLines(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobChanged event) {
    lines.inc(event.lines());
  }

  void onChunk(@Observes(during = TransactionPhase.AFTER_SUCCESS) ChunkDone event) {
    chunks.record(Duration.ofNanos(System.nanoTime() - event.since()));
  }

  void onTakeover(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobTakenOver event) {
    takeovers.inc();
  }

  void onEnd(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobEnded event) {
    ended.get(event.progress()).inc();
  }

  void onPoll(@Observes PollAnswered event) {
    detailsTook(event.took());
  }

  void detailsTook(Duration duration) {
    details.record(duration);
  }
}
