package org.jobscribe.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.InstantSource;

/** The time, for whoever injects an {@link InstantSource}. */
@ApplicationScoped
public class SystemClock {

  @Produces
  @ApplicationScoped
  InstantSource clock() {
    return Clock.systemUTC();
  }
}
