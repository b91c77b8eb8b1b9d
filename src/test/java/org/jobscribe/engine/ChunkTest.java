package org.jobscribe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import java.time.Duration;
import org.jobscribe.SettableClock;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobSamples;
import org.jobscribe.job.LogEntry;
import org.jobscribe.job.LogLevel;
import org.jobscribe.json.JsonText;
import org.junit.jupiter.api.Test;

class ChunkTest {

  private final SettableClock clock = new SettableClock();
  private final Chunk chunk =
      new Chunk(JsonValue.EMPTY_JSON_OBJECT, JsonText.readArray("[1,2,3]"), clock);

  @Test
  void eachItemCountsOnce() {
    Job job = JobSamples.aRunningJob(1, 10);
    chunk.changed();
    chunk.unchanged();
    chunk.failed("Item 3 is broken");
    chunk.countInto(job);
    assertThat(job.counters().changed()).isEqualTo(1);
    assertThat(job.counters().unchanged()).isEqualTo(1);
    assertThat(job.counters().failed()).isEqualTo(1);
    assertThat(job.counters().done()).isEqualTo(3);
  }

  @Test
  void aChunkThatDidNothingWouldGoOnForEver() {
    assertThatThrownBy(() -> chunk.countInto(JobSamples.aRunningJob(1, 10)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("BulkEditJob reported 0 of 3 items");
  }

  @Test
  void moreThanItsItemsCannotBeDone() {
    for (int i = 0; i < 4; i++) {
      chunk.changed();
    }
    assertThatThrownBy(() -> chunk.countInto(JobSamples.aRunningJob(1, 10)))
        .hasMessage("BulkEditJob reported 4 of 3 items");
  }

  @Test
  void timeIsUpAfterAQuarterOfASecond() {
    chunk.changed();
    clock.goOn(Duration.ofMillis(250));
    assertThat(chunk.isTimeUp()).isFalse();
    clock.goOn(Duration.ofMillis(1));
    assertThat(chunk.isTimeUp()).isTrue();
  }

  @Test
  void theFirstItemIsDoneHoweverLongItTakes() {
    clock.goOn(Duration.ofHours(1));
    assertThat(chunk.isTimeUp()).isFalse();
    chunk.failed("slow");
    assertThat(chunk.isTimeUp()).isTrue();
  }

  @Test
  void linesKeepTheirOrderLevelAndTime() {
    chunk.debug("a");
    clock.goOn(Duration.ofMillis(7));
    chunk.info("b");
    chunk.warn("c");
    chunk.failed("d");
    assertThat(chunk.entries()).extracting(LogEntry::message).containsExactly("a", "b", "c", "d");
    assertThat(chunk.entries())
        .extracting(LogEntry::level)
        .containsExactly(LogLevel.DEBUG, LogLevel.INFO, LogLevel.WARN, LogLevel.ERROR);
    assertThat(chunk.entries().get(1).creationDate()).isEqualTo(SettableClock.START.plusMillis(7));
  }

  @Test
  void theItemThatBeganLastIsTheCurrentOne() {
    assertThat(chunk.current()).isNull();
    chunk.begin("Item 5");
    assertThat(chunk.current()).isEqualTo("Item 5");
  }
}
