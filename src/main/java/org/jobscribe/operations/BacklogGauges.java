package org.jobscribe.operations;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Gauges of the {@link Backlog}: the same on every node. One query serves all of them for a second;
 * while the database does not answer they are NaN.
 */
@ApplicationScoped
public class BacklogGauges {

  private static final Duration FRESHNESS = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Resource private ManagedExecutorService executor;

  @Inject private DataSource dataSource;

  @Inject private Meters meters;
  @Inject private InstantSource clock;
  private BoundedQuestion<Backlog> backlog;

  void register(@Observes @Initialized(ApplicationScoped.class) Object start) {
    backlog = new BoundedQuestion<>(() -> Backlog.read(dataSource), executor, clock, FRESHNESS);
    gaugeOfJobs("waiting", Backlog::waiting);
    gaugeOfJobs("running", Backlog::running);
    meters.gauge(
        "jobscribe.lease.age.seconds",
        "Since the oldest heartbeat of a running job; 0 if none runs",
        () -> value(this::leaseAge));
  }

  private void gaugeOfJobs(String state, ToDoubleFunction<Backlog> part) {
    meters.gauge(
        "jobscribe.jobs",
        "Jobs that are not over, of all nodes",
        () -> value(part),
        new Tag("state", state));
  }

  private double leaseAge(Backlog now) {
    return now.oldestHeartbeat()
        .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1000.0)
        .orElse(0.0);
  }

  private double value(ToDoubleFunction<Backlog> part) {
    try {
      return part.applyAsDouble(backlog.ask(PATIENCE));
    } catch (ExecutionException | TimeoutException e) {
      return Double.NaN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Double.NaN;
    }
  }
}
