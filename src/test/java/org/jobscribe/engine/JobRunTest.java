package org.jobscribe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import jakarta.persistence.OptimisticLockException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.jobscribe.SettableClock;
import org.jobscribe.Told;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobLog;
import org.jobscribe.job.JobSamples;
import org.jobscribe.job.JobService;
import org.jobscribe.job.LogEntry;
import org.jobscribe.job.Progress;
import org.jobscribe.json.JsonText;
import org.junit.jupiter.api.Test;

/** A job's run from its first line to its last, with everything but the database. */
class JobRunTest {

  private static final BooleanSupplier NEVER = () -> false;

  private final SettableClock clock = new SettableClock();
  private final List<String> lines = new ArrayList<>();
  private final NumberWork work = new NumberWork();
  private final Told told = new Told();

  private static final class OneJob extends JobService {
    private final Job job;

    OneJob(Job job) {
      this.job = job;
    }

    @Override
    public Job lock(long jobId) {
      return job;
    }
  }

  private final class Lines extends JobLog {
    @Override
    public void append(Job job, List<LogEntry> entries) {
      entries.forEach(entry -> lines.add(entry.level() + " " + entry.message()));
    }
  }

  /** The numbers from 1 to the job's total, in blocks. */
  private static final class Numbers extends JobInput {
    private final Job job;

    Numbers(Job job) {
      this.job = job;
    }

    @Override
    public JsonArray items(long jobId, long position, int max) {
      long endOfBlock = Math.min((position / BLOCK + 1) * BLOCK, job.counters().total());
      return JsonText.readArray(
          LongStream.range(position, Math.min(position + max, endOfBlock))
              .mapToObj(i -> i + 1)
              .toList()
              .toString());
    }
  }

  /** Its items are numbers; those that it is told break. */
  private final class NumberWork implements Work {
    private final Set<Long> broken = new HashSet<>();
    private final List<Integer> chunks = new ArrayList<>();
    private RuntimeException failure = new IllegalStateException("no such number");
    private Duration itemTakes = Duration.ZERO;
    private Runnable afterChunk = () -> {};

    @Override
    public JobType type() {
      return new JobType("BulkEditJob", "Bulk Edit Job");
    }

    @Override
    public void next(Chunk chunk) {
      chunks.add(chunk.items().size());
      for (JsonValue item : chunk.items()) {
        long number = ((JsonNumber) item).longValue();
        chunk.begin("Item " + number);
        chunk.info("Working on item " + number);
        if (broken.contains(number)) {
          throw failure;
        }
        chunk.changed();
        clock.goOn(itemTakes);
        if (chunk.isTimeUp()) {
          break;
        }
      }
      afterChunk.run();
    }
  }

  private boolean run(Job job, BooleanSupplier shouldStop) {
    ChunkTransaction transaction =
        new ChunkTransaction(new OneJob(job), new Lines(), new Numbers(job), clock, told);
    return new JobRunner(transaction).run(job.id(), work, "node-1", shouldStop);
  }

  @Test
  void aRunTellsItsBeginningItsItemsAndItsEnd() {
    Job job = JobSamples.aScheduledJob(1, 2);
    assertThat(run(job, NEVER)).isTrue();
    assertThat(lines)
        .containsExactly(
            "INFO Start running bulk edit job (jobId: 1)",
            "INFO Working on item 1",
            "INFO Working on item 2",
            "INFO Done running bulk edit job (jobId: 1)");
    assertThat(job.progress()).isEqualTo(Progress.COMPLETED);
  }

  @Test
  void aJobWithoutItemsIsDoneAtOnce() {
    Job job = JobSamples.aScheduledJob(1, 0);
    assertThat(run(job, NEVER)).isTrue();
    assertThat(lines)
        .containsExactly(
            "INFO Start running bulk edit job (jobId: 1)",
            "INFO Done running bulk edit job (jobId: 1)");
    assertThat(work.chunks).isEmpty();
  }

  @Test
  void itemsAreDoneInBlocks() {
    Job job = JobSamples.aScheduledJob(1, 1_000);
    run(job, NEVER);
    assertThat(work.chunks).containsExactly(500, 500);
    assertThat(job.counters().changed()).isEqualTo(1_000);
  }

  @Test
  void aSlowChunkEndsEarlyAndTheNextGoesOn() {
    work.itemTakes = Duration.ofMillis(100);
    Job job = JobSamples.aScheduledJob(1, 500);
    run(job, NEVER);
    assertThat(work.chunks).startsWith(500, 497, 494).endsWith(2);
    assertThat(job.counters().changed()).isEqualTo(500);
    assertThat(lines).doesNotHaveDuplicates().hasSize(502);
  }

  @Test
  void onlyTheItemThatBreaksFails() {
    work.broken.add(2L);
    Job job = JobSamples.aScheduledJob(1, 3);
    assertThat(run(job, NEVER)).isTrue();
    assertThat(lines)
        .containsExactly(
            "INFO Start running bulk edit job (jobId: 1)",
            "INFO Working on item 1",
            "ERROR Item 2 failed: no such number",
            "INFO Working on item 3",
            "INFO Done running bulk edit job (jobId: 1)");
    assertThat(job.counters().changed()).isEqualTo(2);
    assertThat(job.counters().failed()).isEqualTo(1);
    assertThat(job.progress()).isEqualTo(Progress.COMPLETED);
  }

  @Test
  void afterABlockItemByItemChunksAreWholeAgain() {
    work.broken.add(500L);
    run(JobSamples.aScheduledJob(1, 1_000), NEVER);
    assertThat(work.chunks.subList(1, 501)).containsOnly(1);
    assertThat(work.chunks.get(501)).isEqualTo(500);
    assertThat(work.chunks).hasSize(502);
  }

  @Test
  void theLastItemMayBreak() {
    work.broken.add(1L);
    Job job = JobSamples.aScheduledJob(1, 1);
    assertThat(run(job, NEVER)).isTrue();
    assertThat(job.progress()).isEqualTo(Progress.COMPLETED);
    assertThat(lines).endsWith("INFO Done running bulk edit job (jobId: 1)");
  }

  @Test
  void whatMayHealIsLeftToALaterAttempt() {
    work.broken.add(2L);
    work.failure = new OptimisticLockException("later");
    Job job = JobSamples.aScheduledJob(1, 3);
    assertThatThrownBy(() -> run(job, NEVER)).isInstanceOf(ChunkFailed.class);
    assertThat(lines).containsExactly("INFO Start running bulk edit job (jobId: 1)");
    assertThat(job.counters().done()).isZero();
  }

  @Test
  void aRunThatIsToldToStopCanBeResumed() {
    Job job = JobSamples.aScheduledJob(1, 1_000);
    assertThat(run(job, () -> job.counters().done() == 500)).isFalse();
    assertThat(job.progress()).isEqualTo(Progress.IN_PROGRESS);
    assertThat(run(job, NEVER)).isTrue();
    assertThat(lines)
        .contains(
            "WARN Resumed by node-1 after node-1 stopped, with 500 of 1000 items done (attempt 2)")
        .doesNotHaveDuplicates();
  }

  @Test
  void aRunThatWasReplacedSaysNothingMore() {
    Job job = JobSamples.aScheduledJob(1, 1_000);
    work.afterChunk = () -> job.start("node-2", clock.instant());
    assertThat(run(job, NEVER)).isTrue();
    assertThat(work.chunks).hasSize(1);
    assertThat(job.owner()).isEqualTo("node-2");
    assertThat(job.progress()).isEqualTo(Progress.IN_PROGRESS);
  }

  @Test
  void aJobThatIsOverIsNotRunAgain() {
    Job job = JobSamples.aScheduledJob(1, 1);
    run(job, NEVER);
    lines.clear();
    assertThat(run(job, NEVER)).isTrue();
    assertThat(lines).isEmpty();
    assertThat(job.attempt()).isEqualTo(1);
  }

  @Test
  void aFailureIsTheLastLine() {
    Job job = JobSamples.aRunningJob(1, 3);
    ChunkTransaction transaction =
        new ChunkTransaction(new OneJob(job), new Lines(), new Numbers(job), clock, told);
    transaction.fail(1, "Given up");
    transaction.fail(1, "Given up again");
    assertThat(lines).containsExactly("ERROR Given up");
    assertThat(job.progress()).isEqualTo(Progress.FAILED);
  }

  @Test
  void whoeverObservesIsToldOfLinesChunksAndTheEnd() {
    run(JobSamples.aScheduledJob(1, 2), NEVER);
    assertThat(told.events())
        .filteredOn(event -> !(event instanceof ChunkDone))
        .containsExactly(
            new LinesAppended(1, 1),
            new LinesAppended(1, 2),
            new LinesAppended(1, 1),
            new JobEnded(1, Progress.COMPLETED));
    assertThat(told.events()).filteredOn(event -> event instanceof ChunkDone).hasSize(1);
  }

  @Test
  void onlyAnotherNodesJobIsTakenOver() {
    Job own = JobSamples.aRunningJob(1, 1);
    run(own, NEVER);
    assertThat(told.events()).doesNotHaveAnyElementsOfTypes(JobTakenOver.class);
    Job foreign = JobSamples.aScheduledJob(2, 1);
    foreign.start("node-2", clock.instant());
    run(foreign, NEVER);
    assertThat(told.events()).contains(new JobTakenOver(2, "node-2"));
  }
}
