package org.jobscribe.operations;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;
import org.jobscribe.database.Schema;
import org.jobscribe.engine.Engine;

/**
 * {@code started}: up once the schema is migrated and the engine runs. Data: {@code node}; {@code
 * schema}, the version that this application was made for.
 */
@Startup
@ApplicationScoped
public class Started implements HealthCheck {

  @EJB private Schema schema;
  @EJB private Engine engine;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("started")
        .withData("node", engine.state().node())
        .withData("schema", schema.version())
        .status(engine.state().running())
        .build();
  }
}
