package org.jobscribe.job;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/** Reads {@link LogLimit} at start, and stops the deployment if it is wrong. */
@Startup
@Singleton
public class LogConfiguration {

  @Inject private Config config;
  private LogLimit limit;

  @PostConstruct
  void read() {
    limit = LogLimit.of(config);
  }

  @Produces
  public LogLimit limit() {
    return limit;
  }
}
