package org.jobscribe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import java.time.Duration;
import org.jobscribe.SettableClock;
import org.junit.jupiter.api.Test;

class EngineStateTest {

  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private final SettableClock clock = new SettableClock();
  private final Pulse pulse = new Pulse(clock);

  @Test
  void anEngineWorksUntilItHasNotPolledForLongerThanItsPatience() {
    clock.goOn(PATIENCE);
    assertThat(isWorking(true)).isTrue();
    clock.goOn(Duration.ofMillis(1));
    assertThat(isWorking(true)).isFalse();
    pulse.onSchedulerEvent(SchedulerEventType.RAN_EXECUTE_DUE);
    assertThat(isWorking(true)).isTrue();
  }

  @Test
  void onlyAPollIsAPoll() {
    clock.goOn(PATIENCE.plusMillis(1));
    pulse.onSchedulerEvent(SchedulerEventType.FAILED_HEARTBEAT);
    pulse.onSchedulerEvent(SchedulerEventType.UNEXPECTED_ERROR);
    assertThat(isWorking(true)).isFalse();
  }

  @Test
  void anEngineThatIsStoppedDoesNotWork() {
    assertThat(isWorking(false)).isFalse();
  }

  private boolean isWorking(boolean running) {
    return new EngineState("node-1", running, pulse.lastPoll(), PATIENCE)
        .isWorking(clock.instant());
  }
}
