package org.jobscribe.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedReadsTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final SharedReads reads = new SharedReads(LONG);
  private final BlockingQueue<Database> asked = new LinkedBlockingQueue<>();

  /** A reading that goes on until the test lets it. */
  private static final class Database {
    private final CountDownLatch answered = new CountDownLatch(1);
    private Optional<Job> row;
    private SQLException failure;

    Optional<Job> read() throws SQLException {
      try {
        answered.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (failure != null) {
        throw failure;
      }
      return row;
    }

    Job answer() {
      Job job = JobSamples.aRunningJob(1, 1);
      row = Optional.of(job);
      answered.countDown();
      return job;
    }

    void fail(SQLException with) {
      failure = with;
      answered.countDown();
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

  @Test
  void aFailureIsThatOfAllWhoShareItAndOfNobodyElse() throws Exception {
    Asker first = ask(1, reads);
    Database reading = asked.take();
    List<Asker> later = IntStream.range(0, 3).mapToObj(i -> waiting(1)).toList();
    reading.fail(new SQLException("the first one's"));
    assertThatThrownBy(first::job).hasRootCauseMessage("the first one's");
    asked.take().fail(new SQLException("the second one's"));
    for (Asker asker : later) {
      assertThatThrownBy(asker::job).hasRootCauseMessage("the second one's");
    }
    Asker afterwards = ask(1, reads);
    Job job = asked.take().answer();
    assertThat(afterwards.job()).isSameAs(job);
  }

  @Test
  void anErrorLeavesNobodyWaiting() {
    assertThatThrownBy(
            () ->
                reads.find(
                    1,
                    () -> {
                      throw new StackOverflowError("deep");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Job 1 was not read")
        .hasRootCauseMessage("deep");
  }

  @Test
  void nobodyHasWhatWasReadBeforeItAsked() {
    AtomicInteger committed = new AtomicInteger();
    List<Long> stale = new ArrayList<>();
    IntStream.range(0, 8)
        .mapToObj(
            thread ->
                new Thread(
                    () -> {
                      for (int i = 0; i < 20_000; i++) {
                        int before = committed.incrementAndGet();
                        long read = lastLineOf(committed);
                        if (read < before) {
                          synchronized (stale) {
                            stale.add(read);
                          }
                        }
                      }
                    }))
        .peek(Thread::start)
        .toList()
        .forEach(SharedReadsTest::join);
    assertThat(stale).isEmpty();
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

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
