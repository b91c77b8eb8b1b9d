package org.jobscribe.benchmark;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The processor time that processes have used, to a hundredth of a second. What a descendant used
 * that has ended since is not counted.
 */
final class CpuTime {

  private final Supplier<Stream<ProcessHandle>> processes;
  private final Map<Long, Duration> start;

  private CpuTime(Supplier<Stream<ProcessHandle>> processes) {
    this.processes = processes;
    this.start = used();
  }

  /** Counts from now what the process and its descendants use. */
  static CpuTime of(ProcessHandle process) {
    return new CpuTime(() -> Stream.concat(Stream.of(process), process.descendants()));
  }

  /** Counts from now what this process uses, and none of those that it has started. */
  static CpuTime own() {
    return new CpuTime(() -> Stream.of(ProcessHandle.current()));
  }

  /** In microseconds. */
  double micros() {
    return used().entrySet().stream()
        .map(used -> used.getValue().minus(start.getOrDefault(used.getKey(), Duration.ZERO)))
        .mapToDouble(used -> used.toNanos() / 1e3)
        .sum();
  }

  private Map<Long, Duration> used() {
    Map<Long, Duration> used = new HashMap<>();
    processes
        .get()
        .forEach(
            each -> used.put(each.pid(), each.info().totalCpuDuration().orElse(Duration.ZERO)));
    return used;
  }
}
