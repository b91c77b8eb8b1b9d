package org.jobscribe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.jobscribe.SettableClock;
import org.jobscribe.Told;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobEnded;
import org.jobscribe.job.JobLog;
import org.jobscribe.job.JobSamples;
import org.jobscribe.job.JobService;
import org.jobscribe.job.LogEntry;
import org.jobscribe.job.Outcome;
import org.jobscribe.job.Progress;
import org.jobscribe.json.JsonText;
import org.jobscribe.problem.NotFound;
import org.jobscribe.problem.Violation;
import org.junit.jupiter.api.Test;

/** A job's run from its first line to its last, with everything but the database. */
class JobRunTest {

  private static final BooleanSupplier NEVER = () -> false;
  private static final BigDecimal LIMIT = new BigDecimal("0.9");

  private final SettableClock clock = new SettableClock();
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder outcomes = new StringBuilder();
  private final NumberWork work = new NumberWork();
  private final Told told = new Told();
  private static final LateOwner NOBODY =
      new LateOwner() {
        @Override
        void keepOut(Job job) {
          // there is no database
        }
      };

  private final Suspects suspects = new Suspects(settings("node-1"));

  private class OneJob extends JobService {
    private final Job job;

    OneJob(Job job) {
      super(new Lines(), clock, told);
      this.job = job;
    }

    @Override
    public Job get(long jobId) {
      return job;
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

    @Override
    public Optional<JsonArray> blockUpTo(int longest, long jobId, long first) {
      return Optional.of(items(jobId, first, BLOCK));
    }
  }

  /** Its items are numbers; those that it is told break. */
  private final class NumberWork implements Work {
    private final Set<Long> broken = new HashSet<>();
    private final List<Integer> chunks = new ArrayList<>();
    private RuntimeException failure = new IllegalStateException("no such number");
    private Duration itemTakes = Duration.ZERO;
    private Runnable beforeChunk = () -> {};
    private Runnable afterChunk = () -> {};

    @Override
    public JobType type() {
      return new JobType("BulkEditJob", "Bulk Edit Job");
    }

    @Override
    public void next(Chunk chunk) {
      chunks.add(chunk.items().size());
      beforeChunk.run();
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

  /** A letter for each item of the job, in the order of their numbers. */
  private final class Letters extends JobOutcomes {
    @Override
    public void record(long jobId, long first, String ofChunk) {
      assertThat(first).isEqualTo(outcomes.length());
      outcomes.append(ofChunk);
    }
  }

  private JobRunner.End run(Job job, BooleanSupplier shouldStop) {
    return run(job, 0, shouldStop);
  }

  private JobRunner.End run(Job job, int failures, BooleanSupplier shouldStop) {
    return new JobRunner(transaction(job), new OneJob(job), suspects, NOBODY)
        .run(job.id(), new JobRunner.Turn(work, failures, shouldStop));
  }

  private ChunkTransaction transaction(Job job) {
    return transaction(job, "node-1");
  }

  private ChunkTransaction transaction(Job job, String node) {
    return new ChunkTransaction(
        new OneJob(job),
        new Lines(),
        new ReadAhead(new Numbers(job), new SameThread(), Ticker.systemTicker()),
        new Letters(),
        settings(node),
        clock,
        told);
  }

  private static EngineSettings settings(String node) {
    return new EngineSettings(4, Duration.ofSeconds(10), Duration.ofSeconds(1), node, 2, LIMIT);
  }

  @Test
  void aRunTellsItsBeginningItsItemsAndItsEnd() {
    Job job = JobSamples.aScheduledJob(1, 2);
    assertThat(run(job, NEVER)).isEqualTo(JobRunner.End.OVER);
    assertThat(lines)
        .containsExactly(
            "INFO Start running bulk edit job (jobId: 1)",
            "INFO Working on item 1",
            "INFO Working on item 2",
            "INFO Done running bulk edit job (jobId: 1)");
    assertThat(job.progress()).isEqualTo(Progress.COMPLETED);
  }

  @Test
  void aJobThatIsNoMoreNeedsNoRun() {
    OneJob none =
        new OneJob(null) {
          @Override
          public Job get(long jobId) {
            throw new NotFound(Violation.inPath("jobId", "1", "There is no job 1"));
          }
        };
    JobRunner.Turn turn = new JobRunner.Turn(work, 0, NEVER);
    assertThat(new JobRunner(null, none, suspects, NOBODY).run(1, turn))
        .isEqualTo(JobRunner.End.OVER);
    assertThat(work.chunks).isEmpty();
  }

  @Test
  void aJobWithoutItemsIsDoneAtOnce() {
    Job job = JobSamples.aScheduledJob(1, 0);
    assertThat(run(job, NEVER)).isEqualTo(JobRunner.End.OVER);
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
    assertThat(run(job, NEVER)).isEqualTo(JobRunner.End.OVER);
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
    work.broken.add(2L);
    Job job = JobSamples.aScheduledJob(1, 2);
    assertThat(run(job, NEVER)).isEqualTo(JobRunner.End.OVER);
    assertThat(job.progress()).isEqualTo(Progress.COMPLETED);
    assertThat(lines).endsWith("INFO Done running bulk edit job (jobId: 1)");
  }

  @Test
  void whatMayHealIsLeftToALaterAttempt() {
    work.broken.add(2L);
    work.failure = new OptimisticLockException("later");
    Job job = JobSamples.aScheduledJob(1, 3);
    assertThatThrownBy(() -> run(job, NEVER)).isInstanceOf(ChunkFailed.class);
    assertThat(lines)
        .containsExactly(
            "INFO Start running bulk edit job (jobId: 1)",
            "DEBUG A chunk is tried again after a failure: later");
    assertThat(job.counters().done()).isZero();
    assertThat(job.owner()).isNull();
  }

  @Test
  void anItemThatAlwaysConflictsFailsAloneOnceItsChunkHasBeenTriedOften() {
    work.broken.add(2L);
    work.failure = new OptimisticLockException("changed meanwhile");
    Job job = JobSamples.aScheduledJob(1, 3);
    assertThatThrownBy(() -> run(job, 9, NEVER)).isInstanceOf(ChunkFailed.class);
    lines.clear();
    assertThat(run(job, 10, NEVER)).isEqualTo(JobRunner.End.OVER);
    assertThat(lines)
        .containsExactly(
            "DEBUG Continued by node-1",
            "INFO Working on item 1",
            "ERROR Item 2 failed: changed meanwhile",
            "INFO Working on item 3",
            "INFO Done running bulk edit job (jobId: 1)");
    assertThat(job.counters().failed()).isEqualTo(1);
  }

  @Test
  void anItemThatConflictsForAWhileIsDone() {
    work.broken.add(2L);
    work.failure = new OptimisticLockException("changed meanwhile");
    work.beforeChunk = () -> work.broken.removeIf(item -> work.chunks.size() == 7);
    Job job = JobSamples.aScheduledJob(1, 3);
    assertThat(run(job, 10, NEVER)).isEqualTo(JobRunner.End.OVER);
    assertThat(job.outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void aRunThatIsToldToStopAmongSingleItemsHandsOverToo() {
    work.broken.add(2L);
    Job job = JobSamples.aScheduledJob(1, 100);
    assertThat(run(job, () -> job.counters().done() == 10)).isEqualTo(JobRunner.End.HANDED_OVER);
    assertThat(job.counters().done()).isEqualTo(10);
    assertThat(lines).endsWith("INFO Handed over by node-1, with 10 of 100 items done");
  }

  @Test
  void aChunkThatTheDatabaseCutsOffIsDoneItemByItemAndNoItemFailsOfIt() {
    work.broken.add(3L);
    work.failure = new PersistenceException(new SQLException("takes too long", "57014"));
    Job job = JobSamples.aScheduledJob(1, 3);
    assertThatThrownBy(() -> run(job, NEVER)).isInstanceOf(ChunkFailed.class);
    assertThat(job.counters().done()).isEqualTo(2);
    assertThat(lines)
        .last()
        .isEqualTo("DEBUG A chunk is tried again after a failure: takes too long");
    work.broken.clear();
    assertThat(run(job, NEVER)).isEqualTo(JobRunner.End.OVER);
    assertThat(job.outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void aRunThatIsToldToStopCanBeResumed() {
    Job job = JobSamples.aScheduledJob(1, 1_000);
    assertThat(run(job, () -> job.counters().done() == 500)).isEqualTo(JobRunner.End.HANDED_OVER);
    assertThat(job.progress()).isEqualTo(Progress.IN_PROGRESS);
    assertThat(run(job, NEVER)).isEqualTo(JobRunner.End.OVER);
    assertThat(lines)
        .contains(
            "INFO Handed over by node-1, with 500 of 1000 items done", "DEBUG Continued by node-1")
        .doesNotHaveDuplicates();
  }

  @Test
  void aRunThatWasReplacedSaysNothingMore() {
    Job job = JobSamples.aScheduledJob(1, 1_000);
    work.afterChunk = () -> job.start("node-2", clock.instant());
    assertThat(run(job, NEVER)).isEqualTo(JobRunner.End.REPLACED);
    assertThat(work.chunks).hasSize(1);
    assertThat(job.owner()).isEqualTo("node-2");
    assertThat(job.progress()).isEqualTo(Progress.IN_PROGRESS);
  }

  @Test
  void aJobThatIsOverIsNotRunAgain() {
    Job job = JobSamples.aScheduledJob(1, 1);
    run(job, NEVER);
    lines.clear();
    assertThat(run(job, NEVER)).isEqualTo(JobRunner.End.OVER);
    assertThat(lines).isEmpty();
    assertThat(job.attempt()).isEqualTo(1);
  }

  @Test
  void aJobThatNeverFinishesAChunkIsGivenUp() {
    Job job = JobSamples.aScheduledJob(1, 3);
    for (int attempt = 1; attempt <= 2; attempt++) {
      assertThat(transaction(job, "node-" + attempt).begin(1, work.type()).isOver()).isFalse();
    }
    assertThat(transaction(job, "node-3").begin(1, work.type()).isOver()).isTrue();
    assertThat(lines)
        .last()
        .isEqualTo(
            "ERROR Given up: 2 attempts in a row ended without finishing a chunk after item 0");
    assertThat(job.progress()).isEqualTo(Progress.FAILED);
    assertThat(job.outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void jobsThatMayHaveEndedTheirProcessBeginOneAtATime() {
    Job first = JobSamples.aRunningJobOf("node-2", 1, 2 * JobInput.BLOCK);
    Job second = JobSamples.aRunningJobOf("node-2", 2, 1);
    work.afterChunk =
        () -> {
          work.afterChunk = () -> {};
          assertThat(run(second, NEVER)).isEqualTo(JobRunner.End.POSTPONED);
        };
    assertThat(run(first, NEVER)).isEqualTo(JobRunner.End.OVER);
    assertThat(second.stalledAttempts()).isEqualTo(1);
    outcomes.setLength(0);
    assertThat(run(second, NEVER)).isEqualTo(JobRunner.End.OVER);
  }

  @Test
  void aJobThatHasFinishedAChunkHoldsNobodyUp() {
    Job first = JobSamples.aRunningJobOf("node-2", 1, 2 * JobInput.BLOCK);
    Job second = JobSamples.aRunningJobOf("node-2", 2, 1);
    BooleanSupplier secondInBetween =
        () -> {
          if (first.counters().done() == JobInput.BLOCK) {
            assertThat(suspects.admit(second)).isTrue();
          }
          return false;
        };
    assertThat(run(first, secondInBetween)).isEqualTo(JobRunner.End.OVER);
  }

  @Test
  void aNewJobDoesNotWaitForSuspects() {
    suspects.admit(JobSamples.aRunningJobOf("node-2", 1, 1));
    assertThat(run(JobSamples.aScheduledJob(2, 1), NEVER)).isEqualTo(JobRunner.End.OVER);
  }

  @Test
  void anAttemptThatWasHandedOverOrReleasedCountsAgainstNobody() {
    Job job = JobSamples.aScheduledJob(1, 3);
    for (int attempt = 1; attempt <= 5; attempt++) {
      transaction(job).handOver(transaction(job).begin(1, work.type()));
      transaction(job).release(transaction(job).begin(1, work.type()), "a lock");
    }
    assertThat(run(job, NEVER)).isEqualTo(JobRunner.End.OVER);
    assertThat(job.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(lines)
        .contains(
            "INFO Handed over by node-1, with 0 of 3 items done",
            "DEBUG A chunk is tried again after a failure: a lock");
  }

  @Test
  void anAttemptThatItsOwnProcessSurvivedCountsAgainstNobody() {
    Job job = JobSamples.aScheduledJob(1, 3);
    for (int attempt = 1; attempt <= 5; attempt++) {
      transaction(job).begin(1, work.type());
    }
    assertThat(run(job, NEVER)).isEqualTo(JobRunner.End.OVER);
    assertThat(job.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(lines).contains("DEBUG Continued by node-1").noneMatch(l -> l.startsWith("WARN"));
  }

  @Test
  void aCancelledJobStopsBeforeItsNextChunk() {
    Job job = JobSamples.aScheduledJob(1, 2 * JobInput.BLOCK);
    work.afterChunk = () -> job.requestCancel(clock.instant());
    assertThat(run(job, NEVER)).isEqualTo(JobRunner.End.OVER);
    assertThat(job.counters().done()).isEqualTo(JobInput.BLOCK);
    assertThat(job.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(lines)
        .last()
        .isEqualTo(
            "WARN Cancelled: 500 of 1000 items are done (500 changed, 0 unchanged, 0 failed), 500 are not");
  }

  @Test
  void aJobInWhichTooManyItemsFailedFailedItself() {
    Job job = JobSamples.aScheduledJob(1, 10);
    work.broken.addAll(LongStream.rangeClosed(1, 9).boxed().toList());
    run(job, NEVER);
    assertThat(job.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(lines).last().isEqualTo("ERROR Failed: 9 of 10 items could not be done");
    assertThat(outcomes).hasToString("FFFFFFFFFC");
  }

  @Test
  void aJobInWhichFewerItemsFailedIsPartlyDone() {
    Job job = JobSamples.aScheduledJob(1, 10);
    work.broken.addAll(LongStream.rangeClosed(3, 10).boxed().toList());
    run(job, NEVER);
    assertThat(job.progress()).isEqualTo(Progress.COMPLETED);
    assertThat(job.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(outcomes).hasToString("CCFFFFFFFF");
  }

  @Test
  void whoeverObservesIsToldOfChunksAndTheEnd() {
    run(JobSamples.aScheduledJob(1, 2), NEVER);
    assertThat(told.events()).hasSize(2);
    assertThat(told.events().get(0)).isInstanceOf(ChunkDone.class);
    assertThat(told.events().get(1)).isEqualTo(new JobEnded(1, Progress.COMPLETED));
  }

  @Test
  void theEndOfAJobThatIsCancelledIsToldOnceWhetherItHasStartedOrNot() {
    Job waiting = JobSamples.aScheduledJob(1, 1);
    new OneJob(waiting).cancel(1, "ann");
    new OneJob(waiting).cancel(1, "ann");
    run(waiting, NEVER);
    assertThat(told.events()).containsExactly(new JobEnded(1, Progress.FAILED));
    Job running = JobSamples.aScheduledJob(2, 2 * JobInput.BLOCK);
    work.afterChunk = () -> new OneJob(running).cancel(2, "ann");
    run(running, NEVER);
    assertThat(told.events()).containsOnlyOnce(new JobEnded(2, Progress.FAILED));
  }

  @Test
  void aJobThatNobodyRunsIsCancelledAtOnceWhateverIsDone() {
    Job job = JobSamples.aScheduledJob(1, 2 * JobInput.BLOCK);
    run(job, () -> job.counters().done() == JobInput.BLOCK);
    new OneJob(job).cancel(1, "ann");
    assertThat(job.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(lines)
        .endsWith(
            "WARN Cancelled: 500 of 1000 items are done (500 changed, 0 unchanged, 0 failed), 500 are not");
  }

  @Test
  void onlyAJobThatSomebodyLeftWithoutAWordIsTakenOver() {
    Job handedOver = JobSamples.aScheduledJob(1, 1);
    transaction(handedOver).handOver(transaction(handedOver).begin(1, work.type()));
    run(handedOver, NEVER);
    assertThat(told.events()).doesNotHaveAnyElementsOfTypes(JobTakenOver.class);
    outcomes.setLength(0);
    Job left = JobSamples.aScheduledJob(2, 1);
    left.start("node-2", clock.instant());
    run(left, NEVER);
    assertThat(told.events()).contains(new JobTakenOver(2, "node-2"));
  }
}
