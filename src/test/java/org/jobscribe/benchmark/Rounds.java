package org.jobscribe.benchmark;

import java.time.Duration;

/** How often and how long is measured: {@code -Dbenchmark.rounds}, {@code -Dbenchmark.seconds}. */
final class Rounds {

  static final int COUNT = Integer.getInteger("benchmark.rounds", 3);
  static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 8));
  static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("benchmark.warmup", 15));

  private Rounds() {}
}
