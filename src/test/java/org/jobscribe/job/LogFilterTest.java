package org.jobscribe.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogFilterTest {

  @Test
  void noFilterAddsNoCondition() {
    assertThat(LogFilter.NONE.conditions()).isEmpty();
    assertThat(LogFilter.NONE.isNone()).isTrue();
    assertThat(new LogFilter(LogLevel.INFO, "").isNone()).isFalse();
  }

  @Test
  void aLevelLetsGraverOnesPass() {
    assertThat(new LogFilter(LogLevel.WARN, "").conditions())
        .isEqualTo(" AND (left_out IS NOT NULL OR 1 = 1 AND level IN ('WARN', 'ERROR'))");
  }

  @Test
  void whatMeansSomethingToLikeIsEscaped() {
    assertThat(LogFilter.escaped("50% of a_b!")).isEqualTo("50!% of a!_b!!");
  }
}
