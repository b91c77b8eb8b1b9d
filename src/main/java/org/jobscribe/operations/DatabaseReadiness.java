package org.jobscribe.operations;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jobscribe.database.Schema;
import org.jobscribe.database.SchemaHistory;

/**
 * {@code database}: up while the database answers within two seconds and its schema is the one that
 * this application was made for, or a newer one. Data: {@code kind}; {@code schema}, the
 * application's version; {@code storedSchema}, the database's; {@code problem} if it is down.
 */
@Readiness
@ApplicationScoped
public class DatabaseReadiness implements HealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Resource private ManagedExecutorService executor;
  @EJB private Schema schema;
  @Inject private SchemaHistory history;
  @Inject private InstantSource clock;
  private BoundedQuestion<String> version;

  @PostConstruct
  void prepare() {
    version = new BoundedQuestion<>(history::version, executor, clock, Duration.ZERO);
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("database")
            .withData("kind", schema.kind().name())
            .withData("schema", schema.version());
    try {
      return stored(response, version.ask(PATIENCE));
    } catch (TimeoutException e) {
      return down(response, "no answer in " + PATIENCE);
    } catch (ExecutionException e) {
      return down(response, "not reachable, or it has no schema; the server's log has more");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return down(response, "interrupted");
    }
  }

  private HealthCheckResponse stored(HealthCheckResponseBuilder response, String stored) {
    response.withData("storedSchema", stored);
    return schema.accepts(stored)
        ? response.up().build()
        : down(response, "the schema is older than the application");
  }

  private static HealthCheckResponse down(HealthCheckResponseBuilder response, String problem) {
    return response.withData("problem", problem).down().build();
  }
}
