package org.jobscribe.operations;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * The server's metrics. A server whose metrics are switched off has no registry, and says so by an
 * exception: then nothing is shown, and everything else works.
 */
@ApplicationScoped
class Meters {

  private static final Logger LOG = System.getLogger(Meters.class.getName());

  @Inject private Instance<MetricRegistry> server;
  private Optional<MetricRegistry> registry;

  @PostConstruct
  void find() {
    try {
      registry = Optional.of(server.get());
    } catch (RuntimeException e) {
      registry = Optional.empty();
      LOG.log(Level.INFO, "This server keeps no metrics");
    }
  }

  public Counter counter(String name, String description, Tag... tags) {
    return registry
        .map(metrics -> metrics.counter(metadata(name, description), tags))
        .orElseGet(Uncounted::new);
  }

  public void gauge(String name, String description, Supplier<Number> value, Tag... tags) {
    registry.ifPresent(metrics -> metrics.gauge(metadata(name, description), value, tags));
  }

  private static Metadata metadata(String name, String description) {
    return Metadata.builder().withName(name).withDescription(description).build();
  }

  /** Counts for nobody. */
  private static final class Uncounted implements Counter {
    @Override
    public void inc() {
      // nobody asks
    }

    @Override
    public void inc(long n) {
      // nobody asks
    }

    @Override
    public long getCount() {
      return 0;
    }
  }
}
