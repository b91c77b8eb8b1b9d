package org.jobscribe.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jobscribe.MapConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLimitTest {

  private static LogLimit of(String lines) {
    return LogLimit.of(new MapConfig(Map.of("jobscribe.log.max-lines", lines)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "100", "1000000000"})
  void theEndsOfTheRangeAreAllowed(String lines) {
    assertThat(of(lines).lines()).isEqualTo(Long.parseLong(lines));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "99", "1000000001", "-1", "1e3", "99999999999999999999"})
  void anotherValueIsToldWithItsKeyAndWhatIsAllowed(String lines) {
    assertThatThrownBy(() -> of(lines))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "jobscribe.log.max-lines (JOBSCRIBE_LOG_MAX_LINES) is '%s'; allowed is 0, or a whole number from 100 to 1000000000",
            lines);
  }

  private static Job aJobWith(int lines) {
    Job job = JobSamples.aRunningJob(1, 1);
    job.takeLogIds(lines);
    return job;
  }

  @Test
  void aLogAsLongAsTheLimitIsKept() {
    assertThat(new LogLimit(100).toLeaveOut(aJobWith(100), 10)).isEmpty();
    assertThat(new LogLimit(0).toLeaveOut(aJobWith(1_000_000), 10)).isEmpty();
  }

  @Test
  void oneLineMoreAndTwoGiveWayToOneThatStandsForThem() {
    assertThat(new LogLimit(100).toLeaveOut(aJobWith(101), 1)).contains(new LineRange(51, 52));
  }

  @Test
  void aChunkOfAnySizeIsLeftOutButForItsEnds() {
    assertThat(new LogLimit(100).toLeaveOut(aJobWith(1_000), 1_000))
        .contains(new LineRange(51, 951));
  }

  @Test
  void aLogThatWasLongBeforeShrinksByAndBy() {
    Job job = aJobWith(1_000);
    job.leaveOut(new LogLimit(100).toLeaveOut(job, 10).orElseThrow());
    assertThat(job.leftOut()).contains(new LineRange(51, 70));
    job.takeLogIds(500);
    assertThat(new LogLimit(100).toLeaveOut(job, 500)).contains(new LineRange(51, 1_070));
  }

  @Test
  void aLimitThatWasRaisedLetsTheEndGrow() {
    Job job = aJobWith(500);
    job.leaveOut(new LineRange(51, 451));
    assertThat(new LogLimit(1_000).toLeaveOut(job, 10)).isEmpty();
    job.takeLogIds(501);
    assertThat(new LogLimit(1_000).toLeaveOut(job, 501)).contains(new LineRange(51, 502));
  }
}
