package org.jobscribe.problem;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;
import org.jobscribe.setting.Setting;

/** How much the node takes on. */
@Startup
@Singleton
public class AdmissionSettings {

  private static final String MAX_CONCURRENT = "jobscribe.request.max-concurrent";
  private static final int MAX_MAX_CONCURRENT = 10_000;

  @Inject private Config config;
  private int maxConcurrent;

  /**
   * @throws IllegalStateException if a value is out of range; the message names the key
   */
  @PostConstruct
  void read() {
    maxConcurrent =
        (int)
            new Setting(MAX_CONCURRENT, config.getValue(MAX_CONCURRENT, String.class))
                .number(1, MAX_MAX_CONCURRENT);
  }

  /** How many requests are worked on at once. */
  public int maxConcurrent() {
    return maxConcurrent;
  }
}
