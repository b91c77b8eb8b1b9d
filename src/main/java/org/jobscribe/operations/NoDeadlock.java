package org.jobscribe.operations;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * {@code no-deadlock}: down if threads of this process wait for one another for ever, which only a
 * new process heals. It asks nobody else: without its database a node is not ready, and alive.
 * Data: {@code deadlockedThreads}, how many.
 */
@Liveness
@ApplicationScoped
public class NoDeadlock implements HealthCheck {

  @Override
  public HealthCheckResponse call() {
    long[] deadlocked = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
    int count = deadlocked == null ? 0 : deadlocked.length;
    return HealthCheckResponse.named("no-deadlock")
        .withData("deadlockedThreads", count)
        .status(count == 0)
        .build();
  }
}
