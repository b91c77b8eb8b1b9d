package org.jobscribe.follow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How followers are looked after. */
@ApplicationScoped
class FollowSettings {

  /** A longer wish is cut to it: proxies give up on a silent connection after a minute. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  @Inject
  @ConfigProperty(name = "jobscribe.follow.heartbeat")
  private Duration heartbeat;

  /** How long a stream may be silent. */
  public Duration heartbeat() {
    return heartbeat;
  }
}
