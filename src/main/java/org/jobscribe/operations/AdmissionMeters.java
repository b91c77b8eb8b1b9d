package org.jobscribe.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Counter;
import org.jobscribe.problem.AdmissionBegins;
import org.jobscribe.problem.RequestShed;

/** Shows the requests that wait for their turn, and counts those that this node refused. */
@ApplicationScoped
public class AdmissionMeters {

  @Inject private Meters meters;
  private Counter shed;

  void register(@Observes AdmissionBegins event) {
    meters.gauge(
        "jobscribe.requests.waiting",
        "Requests that wait until this node has done others",
        event.waiting()::getAsInt);
    shed = meters.counter("jobscribe.requests.shed", "Requests that were refused with 503 unread");
  }

  void onShed(@Observes RequestShed event) {
    shed.inc();
  }
}
