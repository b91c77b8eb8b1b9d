package org.jobscribe.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/**
 * Reads {@link EngineSettings} once; the engine does so at start, and stops the deployment if they
 * are wrong.
 */
@ApplicationScoped
class EngineConfiguration {

  @Inject private Config config;
  private EngineSettings settings;

  @Produces
  public synchronized EngineSettings settings() {
    if (settings == null) {
      settings = EngineSettings.of(config).ofThisProcess();
    }
    return settings;
  }
}
