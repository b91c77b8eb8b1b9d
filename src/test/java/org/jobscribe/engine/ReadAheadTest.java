package org.jobscribe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Input of jobs that was read before it was asked for. */
class ReadAheadTest {

  private static final int BLOCK = JobInput.BLOCK;

  private final Blocks input = new Blocks();
  private long nanos;

  private ReadAhead by(Executor reader) {
    Ticker ticker = () -> nanos;
    return new ReadAhead(input, reader, ticker);
  }

  private final ReadAhead ahead = by(Runnable::run);

  /** Gives each block its number and the job's, and keeps what was asked for. */
  private static final class Blocks extends JobInput {
    private final List<String> read = new ArrayList<>();
    private boolean isAway;

    @Override
    public JsonArray items(long jobId, long position, int max) {
      read.add(jobId + ": " + position + " +" + max);
      if (isAway) {
        throw new IllegalStateException("away");
      }
      return block(jobId, position);
    }
  }

  private static JsonArray block(long jobId, long position) {
    return Json.createArrayBuilder().add(jobId).add(position).build();
  }

  @Test
  void theNextBlockIsThereWhenItIsAskedFor() {
    assertThat(ahead.items(1, 0, BLOCK, 2 * BLOCK)).isEqualTo(block(1, 0));
    assertThat(input.read).containsExactly("1: 0 +500", "1: 500 +500");
    assertThat(ahead.items(1, BLOCK, BLOCK, 2 * BLOCK)).isEqualTo(block(1, BLOCK));
    assertThat(input.read).hasSize(2);
  }

  @Test
  void ofOtherJobsItIsNot() {
    ahead.items(1, 0, BLOCK, 2 * BLOCK);
    assertThat(ahead.items(2, BLOCK, BLOCK, 2 * BLOCK)).isEqualTo(block(2, BLOCK));
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
    assertThat(input.read).containsExactly("1: 0 +500", "1: 500 +500", "1: 500 +500");
  }

  @Test
  void thePartOfABlockIsReadAsItIsAskedFor() {
    ahead.items(1, 0, 1, 2 * BLOCK);
    ahead.items(1, 7, BLOCK, 2 * BLOCK);
    assertThat(input.read).containsExactly("1: 0 +1", "1: 7 +500");
  }

  @Test
  void whoFindsTheReaderBusyReadsForItself() {
    ReadAhead busy = by(task -> {});
    busy.items(1, 0, BLOCK, 2 * BLOCK);
    assertThat(busy.items(1, BLOCK, BLOCK, 2 * BLOCK)).isEqualTo(block(1, BLOCK));
    assertThat(input.read).containsExactly("1: 0 +500", "1: 500 +500");
  }

  @Test
  void aFailureMeetsOnlyWhoAsks() {
    List<Runnable> later = new ArrayList<>();
    ReadAhead reader = by(later::add);
    reader.items(1, 0, BLOCK, 2 * BLOCK);
    input.isAway = true;
    later.forEach(Runnable::run);
    assertThat(input.read).hasSize(2);
    assertThatThrownBy(() -> reader.items(1, BLOCK, BLOCK, 2 * BLOCK)).hasMessage("away");
    input.isAway = false;
    assertThat(reader.items(1, BLOCK, BLOCK, 2 * BLOCK)).isEqualTo(block(1, BLOCK));
  }

  @Test
  void whatNobodyAsksForIsForgotten() {
    ahead.items(1, 0, BLOCK, 2 * BLOCK);
    nanos += ReadAhead.LONGEST.plus(Duration.ofMillis(1)).toNanos();
    ahead.items(1, BLOCK, BLOCK, 2 * BLOCK);
    assertThat(input.read).hasSize(3);
  }

  @Test
  void aCrowdOfJobsTakesTheMemoryOfAFew() {
    for (int job = 1; job <= 100; job++) {
      ahead.items(job, 0, BLOCK, 2 * BLOCK);
    }
    input.read.clear();
    for (int job = 1; job <= 100; job++) {
      ahead.items(job, BLOCK, BLOCK, 2 * BLOCK);
    }
    assertThat(input.read).hasSizeGreaterThan(90);
  }
}
