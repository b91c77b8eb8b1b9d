package org.jobscribe.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Counter;
import org.jobscribe.problem.RequestShed;

/** Counts the requests that this node refused because it had too much to do. */
@ApplicationScoped
public class ShedMeter {

  @Inject private Meters meters;
  private Counter shed;

  void register(@Observes @Initialized(ApplicationScoped.class) Object start) {
    shed = meters.counter("jobscribe.requests.shed", "Requests that were refused with 503 unread");
  }

  void onShed(@Observes RequestShed event) {
    shed.inc();
  }
}
