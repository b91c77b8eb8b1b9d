package org.jobscribe.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How often and how long is measured: {@code -Dbenchmark.rounds}, {@code -Dbenchmark.seconds}. */
final class Rounds {

  static final int COUNT = Integer.getInteger("benchmark.rounds", 3);
  static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 8));

  /** So many clients warm up: a crowd leaves compilers no processor. */
  static final int FEW = 3;

  private static final int MOST_WARM_UPS = 15;

  /** So many runs are compared with as many before them: a single one may be lucky. */
  private static final int COMPARED = 3;

  /** Less than this is chance. */
  private static final double FASTER = 1.05;

  private Rounds() {}

  /** What is measured, and how fast it was, in whatever unit. */
  @FunctionalInterface
  interface Run<E extends Exception> {
    double speed() throws E;
  }

  /**
   * Repeats what will be measured until three runs are no faster than the three before them, at
   * most fifteen times: compilers need a time of their own, on a slow machine minutes.
   */
  static <E extends Exception> void warmUp(Run<E> run) throws E {
    List<Double> speeds = new ArrayList<>();
    do {
      speeds.add(run.speed());
    } while (speeds.size() < MOST_WARM_UPS && !isWarm(speeds));
  }

  private static boolean isWarm(List<Double> speeds) {
    int now = speeds.size() - COMPARED;
    int before = now - COMPARED;
    return before >= 0
        && Work.median(speeds.subList(now, speeds.size()))
            <= FASTER * Work.median(speeds.subList(before, now));
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
