package org.jobscribe.operations;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Tag;

/**
 * How long something takes, as a histogram since the start: what {@code histogram_quantile} of
 * Prometheus reads. Made of gauges, because the server's own timers keep a sample of 1,028 calls
 * and show that as their buckets. Recording is two additions. Thread-safe.
 */
final class Latency {

  private static final List<Duration> BOUNDS =
      Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
          .map(Duration::ofMillis)
          .toList();

  private final long[] bounds = BOUNDS.stream().mapToLong(Duration::toNanos).toArray();
  private final LongAdder[] buckets =
      Stream.generate(LongAdder::new).limit(bounds.length + 1L).toArray(LongAdder[]::new);
  private final LongAdder nanos = new LongAdder();

  /**
   * Registers {@code NAME_seconds_bucket}, {@code NAME_seconds_count} and {@code NAME_seconds_sum}.
   */
  static Latency register(Meters meters, String name, String description) {
    Latency latency = new Latency();
    for (int i = 0; i <= BOUNDS.size(); i++) {
      int bucket = i;
      meters.gauge(
          name + ".seconds.bucket",
          description,
          () -> latency.countTo(bucket),
          new Tag("le", bound(bucket)));
    }
    meters.gauge(name + ".seconds.count", description, latency::count);
    meters.gauge(name + ".seconds.sum", description, latency::seconds);
    return latency;
  }

  private static String bound(int bucket) {
    return bucket == BOUNDS.size()
        ? "+Inf"
        : Double.toString(BOUNDS.get(bucket).toMillis() / 1_000.0);
  }

  void record(Duration duration) {
    long took = duration.toNanos();
    int bucket = 0;
    while (bucket < bounds.length && took > bounds[bucket]) {
      bucket++;
    }
    buckets[bucket].increment();
    nanos.add(took);
  }

  /** How many took at most the bound of that bucket. */
  long countTo(int bucket) {
    return IntStream.rangeClosed(0, bucket).mapToLong(i -> buckets[i].sum()).sum();
  }

  long count() {
    return countTo(bounds.length);
  }

  double seconds() {
    return nanos.sum() / 1e9;
  }
}
