package org.jobscribe.benchmark;

import java.time.Duration;

/** How often and how long is measured: {@code -Dbenchmark.rounds}, {@code -Dbenchmark.seconds}. */
final class Rounds {

  static final int COUNT = Integer.getInteger("benchmark.rounds", 3);
  static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 8));

  /** So many clients warm up: a crowd leaves compilers no processor. */
  static final int FEW = 3;

  private static final int MOST_WARM_UPS = 12;
  private static final int WARM_AFTER = 2;

  /** Less than this is chance. */
  private static final double FASTER = 1.05;

  private Rounds() {}

  /** What is measured, and how fast it was, in whatever unit. */
  @FunctionalInterface
  interface Run<E extends Exception> {
    double speed() throws E;
  }

  /**
   * Repeats what will be measured until it has become no faster two times in a row, at most twelve
   * times: compilers need a time of their own, on a slow machine minutes.
   */
  static <E extends Exception> void warmUp(Run<E> run) throws E {
    double fastest = 0;
    int steady = 0;
    for (int i = 0; i < MOST_WARM_UPS && steady < WARM_AFTER; i++) {
      double speed = run.speed();
      steady = speed > FASTER * fastest ? 0 : steady + 1;
      fastest = Math.max(fastest, speed);
    }
  }

  /** The same for a load of clients. */
  static void warmUp(Load load) {
    warmUp(() -> load.ask(FEW, LENGTH).perSecond());
  }

  /** So many clients for so long. */
  @FunctionalInterface
  interface Load {
    Wrk.Load ask(int clients, Duration length);
  }
}
