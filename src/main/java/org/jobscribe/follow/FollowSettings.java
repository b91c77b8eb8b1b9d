package org.jobscribe.follow;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.config.Config;

/** How followers are looked after. */
@ApplicationScoped
class FollowSettings {

  /** A longer wish is cut to it: proxies give up on a silent connection after a minute. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private static final String HEARTBEAT = "jobscribe.follow.heartbeat";
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  @Inject private Config config;
  private Duration heartbeat;

  /**
   * @throws IllegalStateException if a value is out of range; the message names the key
   */
  @PostConstruct
  void read() {
    String text = config.getValue(HEARTBEAT, String.class);
    try {
      heartbeat = Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw wrong(text);
    }
    if (heartbeat.compareTo(SHORTEST) < 0 || heartbeat.compareTo(LONGEST) > 0) {
      throw wrong(text);
    }
  }

  private static IllegalStateException wrong(String text) {
    return new IllegalStateException(
        "%s (JOBSCRIBE_FOLLOW_HEARTBEAT) is '%s'; allowed is an ISO 8601 duration from %s to %s"
            .formatted(HEARTBEAT, text, SHORTEST, LONGEST));
  }

  /** How long a stream may be silent. */
  public Duration heartbeat() {
    return heartbeat;
  }
}
