package org.jobscribe.problem;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.jobscribe.setting.Setting;

/** How much the node takes on. */
@Startup
@Singleton
public class AdmissionSettings {

  private static final String MAX_CONCURRENT = "jobscribe.request.max-concurrent";
  private static final int MAX_MAX_CONCURRENT = 10_000;
  private static final String MAX_WAIT = "jobscribe.request.max-wait";
  private static final Duration MAX_MAX_WAIT = Duration.ofMinutes(1);

  @Inject private Config config;
  private int maxConcurrent;
  private Duration maxWait;

  /**
   * @throws IllegalStateException if a value is out of range; the message names the key
   */
  @PostConstruct
  void read() {
    maxConcurrent = (int) setting(MAX_CONCURRENT).number(1, MAX_MAX_CONCURRENT);
    maxWait = setting(MAX_WAIT).duration(Duration.ZERO, MAX_MAX_WAIT);
  }

  private Setting setting(String key) {
    return new Setting(key, config.getValue(key, String.class));
  }

  /** How many requests are worked on at once. */
  public int maxConcurrent() {
    return maxConcurrent;
  }

  /** How long a request may wait for its turn, up to a minute; zero if none may. */
  public Duration maxWait() {
    return maxWait;
  }
}
