package org.jobscribe.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdmissionQueueTest {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private static final int MANY = 10;

  private final AtomicLong nanos = new AtomicLong();
  private final AdmissionQueue<String> queue = new AdmissionQueue<>(1, LONGEST_WAIT, nanos::get);

  private static Optional<String> request(Optional<AdmissionQueue.Waiting<String>> next) {
    return next.map(AdmissionQueue.Waiting::request);
  }

  @Test
  void placesAreGivenInTheOrderInWhichRequestsCame() {
    assertThat(queue.enter()).isTrue();
    assertThat(queue.enter()).isFalse();
    assertThat(queue.add("a")).isEmpty();
    assertThat(queue.add("b")).isEmpty();
    assertThat(queue.size()).isEqualTo(2);
    assertThat(request(queue.leave())).contains("a");
    assertThat(request(queue.leave())).contains("b");
    assertThat(queue.leave()).isEmpty();
    assertThat(queue.enter()).isTrue();
  }

  @Test
  void aPlaceThatComesFreeBeforeSomebodyBeginsToWaitIsNotLost() {
    assertThat(queue.enter()).isTrue();
    assertThat(queue.enter()).isFalse();
    assertThat(queue.leave()).isEmpty();
    assertThat(request(queue.add("a"))).contains("a");
    assertThat(queue.enter()).isFalse();
  }

  @Test
  void whoCouldNotUseAPlaceIsStillTheFirst() {
    queue.enter();
    queue.add("a");
    nanos.addAndGet(1);
    queue.add("b");
    queue.giveBack(queue.leave().orElseThrow());
    assertThat(queue.enter()).isFalse();
    nanos.set(LONGEST_WAIT.toNanos());
    assertThat(queue.late(MANY)).containsExactly("a");
    assertThat(request(queue.next())).contains("b");
    assertThat(queue.next()).isEmpty();
  }

  @Test
  void whoHasWaitedForTheLongestWaitIsLateAndWaitsNoLonger() {
    queue.enter();
    queue.add("a");
    nanos.addAndGet(1);
    queue.add("b");
    nanos.set(LONGEST_WAIT.toNanos() - 1);
    assertThat(queue.late(MANY)).isEmpty();
    nanos.incrementAndGet();
    assertThat(queue.late(MANY)).containsExactly("a");
    assertThat(queue.late(MANY)).isEmpty();
    assertThat(request(queue.leave())).contains("b");
  }

  @Test
  void ofTheLateAsManyAreTakenAsIsAskedFor() {
    queue.enter();
    queue.add("a");
    queue.add("b");
    queue.add("c");
    nanos.set(LONGEST_WAIT.toNanos());
    assertThat(queue.late(2)).containsExactly("a", "b");
    assertThat(queue.late(2)).containsExactly("c");
  }

  @Test
  void whenItIsOpenEveryoneHasAPlace() {
    queue.enter();
    queue.add("a");
    queue.add("b");
    assertThat(queue.open()).containsExactly("a", "b");
    assertThat(queue.enter()).isTrue();
    assertThat(request(queue.add("c"))).contains("c");
    assertThat(queue.leave()).isEmpty();
  }
}
