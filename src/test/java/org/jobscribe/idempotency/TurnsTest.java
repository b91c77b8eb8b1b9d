package org.jobscribe.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jobscribe.problem.KeyInUse;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final Turns turns = new Turns(Duration.ofSeconds(30));

  private static KeyedRequest request(String caller, String key) {
    return new KeyedRequest(caller, Optional.of(key), "PUT /items");
  }

  @Test
  void oneAtATimeHasTheTurnOfAKey() {
    AtomicInteger inside = new AtomicInteger();
    assertThat(
            IntStream.range(0, 1_000)
                .parallel()
                .map(i -> turns.take(request("ann", "k"), () -> enterAndLeave(inside)))
                .toArray())
        .containsOnly(1);
    assertThat(turns.isEmpty()).isTrue();
  }

  private static int enterAndLeave(AtomicInteger inside) {
    int count = inside.incrementAndGet();
    Thread.yield();
    inside.decrementAndGet();
    return count;
  }

  @Test
  void anotherKeyAndAnotherCallerDoNotWait() {
    int depth =
        turns.take(
            request("ann", "k"),
            () -> turns.take(request("ann", "l"), () -> turns.take(request("bob", "k"), () -> 3)));
    assertThat(depth).isEqualTo(3);
  }

  @Test
  void whoseTurnDoesNotComeInTimeIsToldThatTheKeyIsInUse() {
    Turns hasty = new Turns(Duration.ofMillis(1));
    KeyedRequest request = request("ann", "k");
    assertThatThrownBy(
            () ->
                hasty.take(
                    request,
                    () -> CompletableFuture.supplyAsync(() -> hasty.take(request, () -> 1)).join()))
        .hasCauseInstanceOf(KeyInUse.class);
    assertThat(hasty.isEmpty()).isTrue();
  }

  @Test
  void aFailureGivesTheTurnBack() {
    assertThatThrownBy(
            () ->
                turns.take(
                    request("ann", "k"),
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(turns.isEmpty()).isTrue();
  }
}
