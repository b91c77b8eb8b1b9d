package org.jobscribe.operations;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jobscribe.engine.Engine;
import org.jobscribe.engine.EngineState;

/**
 * {@code engine}: up while the engine runs and has looked for jobs within its lease and two polls.
 * Data: {@code node}, its name; {@code lastPoll}, ISO 8601.
 */
@Readiness
@ApplicationScoped
public class EngineReadiness implements HealthCheck {

  @EJB private Engine engine;
  @Inject private InstantSource clock;

  @Override
  public HealthCheckResponse call() {
    EngineState state = engine.state();
    return HealthCheckResponse.named("engine")
        .withData("node", state.node())
        .withData("lastPoll", state.lastPoll().toString())
        .status(state.isWorking(clock.instant()))
        .build();
  }
}
