package org.jobscribe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Input of jobs that was read before it was asked for. */
class ReadAheadTest {

  private static final int BLOCK = JobInput.BLOCK;

  private final Blocks input = new Blocks();
  private long nanos;
  private final ReadAhead ahead = by(new SameThread());

  private ReadAhead by(ExecutorService reader) {
    return new ReadAhead(input, reader, () -> nanos);
  }

  /** Gives each block its number and the job's, and keeps what was asked for. */
  private static final class Blocks extends JobInput {
    private final List<String> read = new CopyOnWriteArrayList<>();
    private Runnable beforeAhead = () -> {};
    private boolean areLong;

    @Override
    public JsonArray items(long jobId, long position, int max) {
      read.add(jobId + ": " + position + " +" + max);
      return block(jobId, position);
    }

    @Override
    public Optional<JsonArray> blockUpTo(int longest, long jobId, long first) {
      beforeAhead.run();
      read.add(jobId + ": " + first + " ahead");
      return areLong ? Optional.empty() : Optional.of(block(jobId, first));
    }
  }

  private static JsonArray block(long jobId, long position) {
    return Json.createArrayBuilder().add(jobId).add(position).build();
  }

  @Test
  void theNextBlockIsThereWhenItIsAskedFor() {
    assertThat(ahead.items(1, 0, BLOCK, 2 * BLOCK)).isEqualTo(block(1, 0));
    assertThat(input.read).containsExactly("1: 0 +500", "1: 500 ahead");
    assertThat(ahead.items(1, BLOCK, BLOCK, 2 * BLOCK)).isEqualTo(block(1, BLOCK));
    assertThat(input.read).hasSize(2);
  }

  @Test
  void otherBlocksAndThoseOfOtherJobsAreNot() {
    ahead.items(1, 0, BLOCK, 4 * BLOCK);
    assertThat(ahead.has(1, BLOCK)).isTrue();
    assertThat(ahead.has(2, BLOCK)).isFalse();
    assertThat(ahead.items(2, BLOCK, BLOCK, 3 * BLOCK)).isEqualTo(block(2, BLOCK));
    assertThat(ahead.has(1, BLOCK)).isTrue();
    assertThat(ahead.has(2, 2 * BLOCK)).isTrue();
    assertThat(ahead.items(1, 2 * BLOCK, BLOCK, 3 * BLOCK)).isEqualTo(block(1, 2 * BLOCK));
  }

  @Test
  void aBlockThatCameTooLateMakesRoomForTheNext() {
    ahead.items(1, 0, BLOCK, 9 * BLOCK);
    ahead.items(1, 3 * BLOCK, BLOCK, 9 * BLOCK);
    assertThat(ahead.has(1, BLOCK)).isFalse();
    assertThat(ahead.has(1, 4 * BLOCK)).isTrue();
  }

  @Test
  void afterTheLastItemNothingIsRead() {
    ahead.items(1, 0, BLOCK, BLOCK);
    assertThat(input.read).containsExactly("1: 0 +500");
  }

  @Test
  void itIsReadForOneRun() {
    ahead.items(1, 0, BLOCK, 2 * BLOCK);
    ahead.items(1, BLOCK, BLOCK, 2 * BLOCK);
    ahead.items(1, BLOCK, BLOCK, 2 * BLOCK);
    assertThat(input.read).containsExactly("1: 0 +500", "1: 500 ahead", "1: 500 +500");
  }

  @Test
  void thePartOfABlockIsReadAsItIsAskedFor() {
    ahead.items(1, 0, 1, 2 * BLOCK);
    ahead.items(1, 7, BLOCK, 2 * BLOCK);
    assertThat(input.read).containsExactly("1: 0 +1", "1: 7 +500");
  }

  @Test
  void aLargeBlockIsReadWhenItIsNeeded() {
    input.areLong = true;
    ahead.items(1, 0, BLOCK, 2 * BLOCK);
    assertThat(ahead.items(1, BLOCK, BLOCK, 2 * BLOCK)).isEqualTo(block(1, BLOCK));
    assertThat(input.read).containsExactly("1: 0 +500", "1: 500 ahead", "1: 500 +500");
  }

  @Test
  void whoFindsTheReaderBusyReadsForItself() {
    CountDownLatch goOn = new CountDownLatch(1);
    input.beforeAhead =
        () -> {
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    ExecutorService reader = ReadAhead.oneThread(Thread::new);
    try {
      ReadAhead busy = by(reader);
      busy.items(1, 0, BLOCK, 2 * BLOCK);
      busy.items(2, 0, BLOCK, 2 * BLOCK);
      assertThat(busy.items(1, BLOCK, BLOCK, 2 * BLOCK)).isEqualTo(block(1, BLOCK));
      goOn.countDown();
      await().until(() -> busy.has(1, BLOCK));
      assertThat(input.read)
          .containsExactly("1: 0 +500", "2: 0 +500", "1: 500 +500", "1: 500 ahead");
    } finally {
      reader.shutdownNow();
    }
  }

  @Test
  void whoFindsNoReaderReadsForItself() {
    ReadAhead alone =
        by(
            ReadAhead.oneThread(
                task -> {
                  throw new IllegalStateException("no threads any more");
                }));
    assertThat(alone.items(1, 0, BLOCK, 2 * BLOCK)).isEqualTo(block(1, 0));
    ExecutorService over = ReadAhead.oneThread(Thread::new);
    over.shutdownNow();
    assertThat(by(over).items(1, 0, BLOCK, 2 * BLOCK)).isEqualTo(block(1, 0));
  }

  @Test
  void aFailureMeetsNobody() throws InterruptedException {
    AtomicReference<Throwable> uncaught = new AtomicReference<>();
    ExecutorService reader =
        ReadAhead.oneThread(
            task -> {
              Thread thread = new Thread(task);
              thread.setUncaughtExceptionHandler((where, failure) -> uncaught.set(failure));
              return thread;
            });
    input.beforeAhead =
        () -> {
          input.read.add("failed");
          throw new IllegalStateException("away");
        };
    ReadAhead failing = by(reader);
    failing.items(1, 0, BLOCK, 2 * BLOCK);
    reader.shutdown();
    assertThat(reader.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(uncaught).hasNullValue();
    assertThat(failing.items(1, BLOCK, BLOCK, 2 * BLOCK)).isEqualTo(block(1, BLOCK));
    assertThat(input.read).contains("failed");
  }

  @Test
  void whatNobodyAsksForIsGivenNoMore() {
    ahead.items(1, 0, BLOCK, 2 * BLOCK);
    nanos += ReadAhead.LONGEST.plus(Duration.ofMillis(1)).toNanos();
    ahead.items(1, BLOCK, BLOCK, 2 * BLOCK);
    assertThat(input.read).containsExactly("1: 0 +500", "1: 500 ahead", "1: 500 +500");
  }

  @Test
  void aCrowdOfJobsTakesTheMemoryOfAFew() {
    for (int job = 1; job <= 100; job++) {
      ahead.items(job, 0, BLOCK, 2 * BLOCK);
    }
    int waiting = 0;
    for (int job = 1; job <= 100; job++) {
      waiting += ahead.has(job, BLOCK) ? 1 : 0;
    }
    assertThat(waiting).isBetween(1, 4);
  }
}
