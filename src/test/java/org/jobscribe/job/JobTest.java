package org.jobscribe.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jobscribe.SettableClock.START;
import static org.jobscribe.job.JobSamples.aRunningJob;
import static org.jobscribe.job.JobSamples.aScheduledJob;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobTest {

  private static final Instant LATER = START.plusSeconds(5);

  @Test
  void aNewJobIsScheduledAndHasNoLine() {
    Job job = aScheduledJob(1, 9);
    assertThat(job.progress()).isEqualTo(Progress.SCHEDULED);
    assertThat(job.status()).isEqualTo(RowStatus.ENABLED);
    assertThat(job.creationDate()).isEqualTo(START).isEqualTo(job.lastUpdate());
    assertThat(job.firstLogId()).isEqualTo(1);
    assertThat(job.lastLogId()).isZero();
    assertThat(job.attempt()).isZero();
    assertThat(job.owner()).isNull();
    assertThat(job.counters().total()).isEqualTo(9);
    assertThat(job.counters().done()).isZero();
  }

  @Test
  void startingItNamesItsOwner() {
    Job job = aScheduledJob(1, 9);
    assertThat(job.start("node-1", LATER)).isEqualTo(1);
    assertThat(job.progress()).isEqualTo(Progress.IN_PROGRESS);
    assertThat(job.owner()).isEqualTo("node-1");
    assertThat(job.lastUpdate()).isEqualTo(LATER).isEqualTo(job.startDate());
    assertThat(job.endDate()).isNull();
  }

  @Test
  void startingItAgainIsAnotherAttempt() {
    Job job = aRunningJob(1, 9);
    assertThat(job.start("node-2", LATER)).isEqualTo(2);
    assertThat(job.progress()).isEqualTo(Progress.IN_PROGRESS);
    assertThat(job.owner()).isEqualTo("node-2");
    assertThat(job.startDate()).as("the first start").isEqualTo(START);
  }

  @Test
  void aJobThatIsOverDoesNotStart() {
    Job job = JobSamples.aCompletedJob(7, 2);
    assertThatThrownBy(() -> job.start("node-1", LATER))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Job 7 is COMPLETED and cannot become IN_PROGRESS");
  }

  @Test
  void aScheduledJobFailsButDoesNotComplete() {
    assertThatThrownBy(() -> aScheduledJob(1, 0).complete(LATER))
        .hasMessage("Job 1 is SCHEDULED and cannot become COMPLETED");
    Job job = aScheduledJob(1, 0);
    job.fail(LATER);
    assertThat(job.progress()).isEqualTo(Progress.FAILED);
    assertThat(job.lastUpdate()).isEqualTo(LATER).isEqualTo(job.endDate());
    assertThat(job.startDate()).as("it never ran").isNull();
  }

  @Test
  void whatIsDoneAddsUp() {
    Job job = aRunningJob(1, 10);
    job.advance(1, 2, 3, LATER);
    job.advance(1, 0, 1, LATER);
    assertThat(job.counters().changed()).isEqualTo(2);
    assertThat(job.counters().unchanged()).isEqualTo(2);
    assertThat(job.counters().failed()).isEqualTo(4);
    assertThat(job.counters().done()).isEqualTo(8);
    assertThat(job.lastUpdate()).isEqualTo(LATER);
  }

  @Test
  void anAttemptThatEndsInOrderIsNoStalledOneWhetherItFinishedAChunkOrNot() {
    Job job = aRunningJob(1, 10);
    job.advance(1, 0, 0, LATER);
    job.release(LATER);
    assertThat(job.stalledAttempts()).isZero();
    job.start("node-2", LATER);
    job.release(LATER);
    assertThat(job.stalledAttempts()).isZero();
  }

  @Test
  void logIdsHaveNoGap() {
    Job job = aRunningJob(1, 1);
    assertThat(job.takeLogIds(3)).isEqualTo(1);
    assertThat(job.takeLogIds(1)).isEqualTo(4);
    assertThat(job.lastLogId()).isEqualTo(4);
  }
}
