package org.jobscribe.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A question to something that may not answer, asked on another thread, so that whoever asks waits
 * no longer than it wants to. While a question is open, all wait for the same answer: askers do not
 * pile threads up. Thread-safe.
 */
final class BoundedQuestion<T> {

  /** An answer that has not come by then will not: another one is asked for. */
  static final Duration GIVEN_UP = Duration.ofSeconds(30);

  private final Callable<T> question;
  private final Executor executor;
  private final InstantSource clock;
  private final Duration freshness;
  private CompletableFuture<T> answer = CompletableFuture.failedFuture(new TimeoutException());
  private Instant askedAt = Instant.MIN;

  /**
   * @param freshness how old an answer may be; zero to ask anew each time
   */
  BoundedQuestion(
      Callable<T> question, Executor executor, InstantSource clock, Duration freshness) {
    this.question = question;
    this.executor = executor;
    this.clock = clock;
    this.freshness = freshness;
  }

  /**
   * @throws TimeoutException if there is no answer within {@code patience}
   * @throws ExecutionException if the question fails
   */
  T ask(Duration patience) throws ExecutionException, TimeoutException, InterruptedException {
    return current().get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized CompletableFuture<T> current() {
    Instant now = clock.instant();
    Duration keep = answer.isDone() ? freshness : GIVEN_UP;
    if (answer.isCompletedExceptionally() || !askedAt.isAfter(now.minus(keep))) {
      askedAt = now;
      answer = CompletableFuture.supplyAsync(this::call, executor);
    }
    return answer;
  }

  private T call() {
    try {
      return question.call();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }
}
