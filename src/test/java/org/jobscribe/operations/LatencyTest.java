package org.jobscribe.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatencyTest {

  private static final int WITHIN_1_MS = 0;
  private static final int WITHIN_2_MS = 1;
  private static final int WITHIN_10_S = 12;

  private final Latency latency = new Latency();

  @Test
  void aBucketCountsWhatTookAtMostItsBound() {
    latency.record(Duration.ofMillis(1));
    latency.record(Duration.ofNanos(1_000_001));
    assertThat(latency.countTo(WITHIN_1_MS)).isEqualTo(1);
    assertThat(latency.countTo(WITHIN_2_MS)).isEqualTo(2);
    assertThat(latency.countTo(WITHIN_10_S)).isEqualTo(2);
  }

  @Test
  void whatTookLongerThanTheLastBoundCountsAllTheSame() {
    latency.record(Duration.ofSeconds(11));
    latency.record(Duration.ofMillis(500));
    assertThat(latency.countTo(WITHIN_10_S)).isEqualTo(1);
    assertThat(latency.count()).isEqualTo(2);
    assertThat(latency.seconds()).isEqualTo(11.5);
  }
}
