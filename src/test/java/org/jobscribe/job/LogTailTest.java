package org.jobscribe.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTailTest {

  private static LogTail ofCompleted(int lines, long lastLogId, long limit) {
    return LogTail.of(JobSamples.aCompletedJob(1, lines), lastLogId, limit);
  }

  private static LogTail ofRunning(int lines, long lastLogId, long limit) {
    Job job = JobSamples.aRunningJob(1, 1);
    job.takeLogIds(lines);
    return LogTail.of(job, lastLogId, limit);
  }

  @Test
  void withoutALimitItReachesTheLastLine() {
    LogTail tail = ofCompleted(20, 5, Long.MAX_VALUE);
    assertThat(tail.from()).isEqualTo(5);
    assertThat(tail.to()).isEqualTo(20).isEqualTo(tail.nextLogId());
    assertThat(tail.hasMore()).isFalse();
    assertThat(tail.isComplete()).isTrue();
    assertThat(tail.pollAfterMillis()).isEmpty();
  }

  @Test
  void aLimitLeavesMore() {
    LogTail tail = ofCompleted(20, 5, 14);
    assertThat(tail.to()).isEqualTo(19);
    assertThat(tail.hasMore()).isTrue();
    assertThat(tail.isComplete()).isFalse();
    assertThat(tail.pollAfterMillis()).hasValue(0);
  }

  @Test
  void aLimitThatIsJustEnoughLeavesNothing() {
    assertThat(ofCompleted(20, 5, 15).isComplete()).isTrue();
  }

  @Test
  void aJobThatRunsIsNeverComplete() {
    LogTail tail = ofRunning(3, 3, Long.MAX_VALUE);
    assertThat(tail.to()).isEqualTo(3);
    assertThat(tail.hasMore()).isFalse();
    assertThat(tail.isComplete()).isFalse();
    assertThat(tail.pollAfterMillis()).hasValue(1_000);
  }

  @Test
  void tailAfterTheLastLineOfAJobThatIsOverIsCompleteAndEmpty() {
    LogTail tail = ofCompleted(20, 20, 1);
    assertThat(tail.to()).isEqualTo(tail.from());
    assertThat(tail.isComplete()).isTrue();
  }

  @Test
  void theGreatestLimitDoesNotOverflow() {
    assertThat(ofCompleted(20, 20, Long.MAX_VALUE).to()).isEqualTo(20);
    assertThat(ofCompleted(20, 19, Long.MAX_VALUE - 19).to()).isEqualTo(20);
  }
}
