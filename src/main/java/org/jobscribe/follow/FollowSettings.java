package org.jobscribe.follow;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.jobscribe.setting.Setting;

/** How followers are looked after. */
@ApplicationScoped
class FollowSettings {

  private static final String HEARTBEAT = "jobscribe.follow.heartbeat";
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @Inject private Config config;
  private Duration heartbeat;

  /**
   * @throws IllegalStateException if a value is out of range; the message names the key
   */
  @PostConstruct
  void read() {
    heartbeat =
        new Setting(HEARTBEAT, config.getValue(HEARTBEAT, String.class))
            .duration(SHORTEST, LONGEST);
  }

  /**
   * How long a request may wait; a longer wish is cut to it. A caller that has gone is noticed by
   * the answer, and no later than a stream's reader: after two heartbeats.
   */
  public Duration longestWait() {
    return heartbeat.multipliedBy(2);
  }

  /** How long a stream may be silent. */
  public Duration heartbeat() {
    return heartbeat;
  }
}
