package org.jobscribe.benchmark;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The processor time that a process and its descendants have used, to a hundredth of a second. What
 * a descendant used that has ended since is not counted.
 */
final class CpuTime {

  private final ProcessHandle process;
  private final Map<Long, Duration> start;

  private CpuTime(ProcessHandle process) {
    this.process = process;
    this.start = used(process);
  }

  /** Counts from now. */
  static CpuTime of(ProcessHandle process) {
    return new CpuTime(process);
  }

  /** In microseconds. */
  double micros() {
    return used(process).entrySet().stream()
        .map(used -> used.getValue().minus(start.getOrDefault(used.getKey(), Duration.ZERO)))
        .mapToDouble(used -> used.toNanos() / 1e3)
        .sum();
  }

  private static Map<Long, Duration> used(ProcessHandle process) {
    Map<Long, Duration> used = new HashMap<>();
    Stream.concat(Stream.of(process), process.descendants())
        .forEach(
            each -> used.put(each.pid(), each.info().totalCpuDuration().orElse(Duration.ZERO)));
    return used;
  }
}
