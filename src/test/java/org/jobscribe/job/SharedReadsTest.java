package org.jobscribe.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SharedReadsTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final SharedReads reads = new SharedReads(LONG);
  private final BlockingQueue<Database> asked = new LinkedBlockingQueue<>();

  /** A reading that goes on until the test lets it. */
  private static final class Database {
    private final CompletableFuture<SharedReads.Reading> answer = new CompletableFuture<>();

    Optional<Job> read() throws SQLException {
      return answer.join().read();
    }

    Job answer() {
      Job job = JobSamples.aRunningJob(1, 1);
      answer.complete(() -> Optional.of(job));
      return job;
    }

    void fail(SharedReads.Reading failure) {
      answer.complete(failure);
    }
  }

  /** Somebody who asks, on a thread of its own. */
  private record Asker(Thread thread, FutureTask<Optional<Job>> found) {

    Job job() throws InterruptedException, ExecutionException {
      return found.get().orElseThrow();
    }

    void awaitThatItWaits() {
      await()
          .until(
              () ->
                  switch (thread.getState()) {
                    case WAITING, TIMED_WAITING -> true;
                    default -> false;
                  });
    }
  }

  private Asker ask(long jobId, SharedReads of) {
    FutureTask<Optional<Job>> found = new FutureTask<>(() -> of.find(jobId, this::read));
    Thread thread = new Thread(found);
    thread.start();
    return new Asker(thread, found);
  }

  private Optional<Job> read() throws SQLException {
    Database database = new Database();
    asked.add(database);
    return database.read();
  }

  /** One who waits already, for whatever. */
  private Asker waiting(long jobId) {
    Asker asker = ask(jobId, reads);
    asker.awaitThatItWaits();
    return asker;
  }

  @AfterEach
  void nothingIsKept() {
    await().until(reads::isEmpty);
  }

  @Test
  void whoComesDuringAReadingSharesTheNext() throws Exception {
    Asker first = ask(1, reads);
    Database reading = asked.take();
    List<Asker> later = IntStream.range(0, 5).mapToObj(i -> waiting(1)).toList();
    assertThat(asked).isEmpty();
    Job before = reading.answer();
    assertThat(first.job()).isSameAs(before);
    Job after = asked.take().answer();
    for (Asker asker : later) {
      assertThat(asker.job()).isSameAs(after);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void whoComesDuringTheSecondReadingHasTheThird() throws Exception {
    Asker first = ask(1, reads);
    Database reading = asked.take();
    Asker second = waiting(1);
    reading.answer();
    first.job();
    Database next = asked.take();
    Asker third = waiting(1);
    Job job = next.answer();
    assertThat(second.job()).isSameAs(job);
    Job last = asked.take().answer();
    assertThat(third.job()).isSameAs(last).isNotSameAs(job);
  }

  @Test
  void whoComesAfterAReadingHasItsOwn() throws Exception {
    for (int i = 0; i < 2; i++) {
      Asker asker = ask(1, reads);
      Job job = asked.take().answer();
      assertThat(asker.job()).isSameAs(job);
      asker.thread().join();
      assertThat(reads.isEmpty()).isTrue();
    }
  }

  @Test
  void anotherJobIsNotWaitedFor() throws Exception {
    Asker first = ask(1, reads);
    Database reading = asked.take();
    Asker other = ask(2, reads);
    Job job = asked.take().answer();
    assertThat(other.job()).isSameAs(job);
    reading.answer();
    first.job();
  }

  @Test
  void aReadingThatHangsIsWaitedForOnlyAsLongAsPatienceLasts() throws Exception {
    SharedReads hasty = new SharedReads(Duration.ofMillis(1));
    Asker first = ask(1, hasty);
    Database hanging = asked.take();
    Asker second = ask(1, hasty);
    Database reading = asked.take();
    Job job = reading.answer();
    assertThat(second.job()).isSameAs(job);
    Job late = hanging.answer();
    assertThat(first.job()).isSameAs(late);
    await().until(hasty::isEmpty);
  }

  static List<Arguments> failures() {
    return List.of(
        arguments(
            (SharedReads.Reading)
                () -> {
                  throw new SQLException("no");
                },
            SQLException.class),
        arguments(
            (SharedReads.Reading)
                () -> {
                  throw new IllegalArgumentException("no");
                },
            IllegalArgumentException.class),
        arguments(
            (SharedReads.Reading)
                () -> {
                  throw new StackOverflowError("no");
                },
            IllegalStateException.class));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsThatOfAllWhoShareItAndOfNobodyElse(
      SharedReads.Reading failure, Class<? extends Throwable> told) throws Exception {
    Asker first = ask(1, reads);
    Database reading = asked.take();
    List<Asker> later = IntStream.range(0, 3).mapToObj(i -> waiting(1)).toList();
    reading.fail(failure);
    assertThatThrownBy(first::job).hasCauseInstanceOf(told).hasRootCauseMessage("no");
    Database next = asked.take();
    Asker last = waiting(1);
    next.fail(failure);
    for (Asker asker : later) {
      assertThatThrownBy(asker::job).hasCauseInstanceOf(told).hasRootCauseMessage("no");
    }
    Job job = asked.take().answer();
    assertThat(last.job()).isSameAs(job);
  }

  @Test
  void whoIsInterruptedMayTryAgainAndTheOthersWaitOn() throws Exception {
    Asker first = ask(1, reads);
    Database reading = asked.take();
    Asker leads = waiting(1);
    Asker shares = waiting(1);
    shares.thread().interrupt();
    assertThatThrownBy(shares::job).hasCauseInstanceOf(SQLTransientException.class);
    leads.thread().interrupt();
    Job job = asked.take().answer();
    assertThat(leads.job()).isSameAs(job);
    reading.answer();
    first.job();
  }

  @Test
  void nobodyHasWhatWasReadBeforeItAsked() {
    AtomicInteger committed = new AtomicInteger();
    ExecutorService askers = Executors.newFixedThreadPool(8);
    try {
      List<CompletableFuture<Long>> stale =
          IntStream.range(0, 8)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> stale(committed), askers))
              .toList();
      assertThat(stale).extracting(CompletableFuture::join).containsOnly(0L);
    } finally {
      askers.shutdownNow();
    }
  }

  /** How many of so many readings miss what was committed before they were asked for. */
  private long stale(AtomicInteger committed) {
    return IntStream.range(0, 20_000)
        .filter(
            i -> {
              int before = committed.incrementAndGet();
              return lastLineOf(committed) < before;
            })
        .count();
  }

  private long lastLineOf(AtomicInteger committed) {
    try {
      return reads.find(1, () -> jobWithLines(committed.get())).orElseThrow().lastLogId();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Job> jobWithLines(int count) {
    Job job = JobSamples.aRunningJob(1, 1);
    job.takeLogIds(count);
    return Optional.of(job);
  }
}
