package org.jobscribe.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jobscribe.job.Progress.COMPLETED;
import static org.jobscribe.job.Progress.FAILED;
import static org.jobscribe.job.Progress.IN_PROGRESS;
import static org.jobscribe.job.Progress.SCHEDULED;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgressTest {

  private static List<Progress> after(Progress progress) {
    return switch (progress) {
      case SCHEDULED -> List.of(IN_PROGRESS, FAILED);
      case IN_PROGRESS -> List.of(COMPLETED, FAILED);
      case COMPLETED, FAILED -> List.of();
    };
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheNextPhasesCanFollow(Progress progress) {
    assertThat(Arrays.stream(Progress.values()).filter(progress::canBecome))
        .containsExactlyElementsOf(after(progress));
  }

  @ParameterizedTest
  @EnumSource
  void nothingFollowsAFinalPhase(Progress progress) {
    assertThat(progress.isFinal()).isEqualTo(after(progress).isEmpty());
    assertThat(SCHEDULED.isFinal()).isFalse();
  }
}
