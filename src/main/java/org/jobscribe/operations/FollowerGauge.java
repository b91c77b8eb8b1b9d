package org.jobscribe.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jobscribe.follow.Followers;

/** How many follow jobs on this node. */
@ApplicationScoped
public class FollowerGauge {

  @Inject private Meters meters;
  @Inject private Followers followers;

  void register(@Observes @Initialized(ApplicationScoped.class) Object start) {
    meters.gauge(
        "jobscribe.followers", "Streams and polls that wait for news of a job", followers::count);
  }
}
