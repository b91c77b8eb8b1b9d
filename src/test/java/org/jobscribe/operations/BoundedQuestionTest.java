package org.jobscribe.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jobscribe.SettableClock;
import org.junit.jupiter.api.Test;

class BoundedQuestionTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final SettableClock clock = new SettableClock();
  private final Deque<Runnable> hanging = new ArrayDeque<>();
  private int asked;

  @Test
  void anAnswerServesAsLongAsItIsFresh() throws Exception {
    BoundedQuestion<Integer> question = answered(() -> ++asked);
    assertThat(question.ask(AT_ONCE)).isEqualTo(1);
    clock.goOn(Duration.ofMillis(999));
    assertThat(question.ask(AT_ONCE)).isEqualTo(1);
    clock.goOn(Duration.ofMillis(1));
    assertThat(question.ask(AT_ONCE)).isEqualTo(2);
  }

  @Test
  void aFailureIsAskedAgainAtOnce() {
    BoundedQuestion<Integer> question =
        answered(
            () -> {
              asked++;
              throw new IllegalStateException("lost");
            });
    assertThatThrownBy(() -> question.ask(AT_ONCE)).isInstanceOf(ExecutionException.class);
    assertThatThrownBy(() -> question.ask(AT_ONCE)).isInstanceOf(ExecutionException.class);
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void whileAnAnswerIsOutstandingNoOtherIsAskedFor() throws Exception {
    BoundedQuestion<Integer> question = unanswered();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> question.ask(AT_ONCE)).isInstanceOf(TimeoutException.class);
    }
    assertThat(hanging).hasSize(1);
    hanging.remove().run();
    assertThat(question.ask(AT_ONCE)).isEqualTo(1);
  }

  @Test
  void anAnswerThatNeverComesIsGivenUp() {
    BoundedQuestion<Integer> question = unanswered();
    assertThatThrownBy(() -> question.ask(AT_ONCE)).isInstanceOf(TimeoutException.class);
    clock.goOn(BoundedQuestion.GIVEN_UP);
    assertThatThrownBy(() -> question.ask(AT_ONCE)).isInstanceOf(TimeoutException.class);
    assertThat(hanging).hasSize(2);
  }

  private BoundedQuestion<Integer> answered(Callable<Integer> answer) {
    return new BoundedQuestion<>(answer, Runnable::run, clock, SECOND);
  }

  private BoundedQuestion<Integer> unanswered() {
    return new BoundedQuestion<>(() -> ++asked, hanging::add, clock, SECOND);
  }
}
