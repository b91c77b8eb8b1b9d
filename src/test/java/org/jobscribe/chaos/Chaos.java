package org.jobscribe.chaos;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Random;

/** How often, and from which seed, a promise is tried. */
final class Chaos {

  /** Runs of each promise; few by default, because each costs some seconds. */
  static final int RUNS = Integer.getInteger("chaos.runs", 1);

  private static final Logger LOG = System.getLogger(Chaos.class.getName());
  private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());

  private Chaos() {}

  /** The same numbers for the same seed, which the test's output shows. */
  static Random random(String promise) {
    LOG.log(Level.INFO, "{0}: {1} runs, -Dchaos.seed={2}", promise, RUNS, Long.toString(SEED));
    return new Random(SEED);
  }
}
