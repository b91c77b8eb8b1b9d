package org.jobscribe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.CandidateEventType;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jobscribe.database.JobscribeDataSource;
import org.jobscribe.database.Migrations;
import org.junit.jupiter.api.Test;

class EarlyPollsTest {

  private static final int TASKS = 300;
  private static final int SUBMITTERS = 5;

  private boolean anyWaits;
  private int polls;
  private final EarlyPolls early = new EarlyPolls(() -> anyWaits, () -> polls++);

  @Test
  void aSubmittedJobIsLookedForAtOnce() {
    early.want();
    early.want();
    assertThat(polls).isEqualTo(2);
  }

  @Test
  void whileOthersWaitItIsLookedForWhenTheLastOfThemHasAThread() {
    anyWaits = true;
    early.want();
    early.want();
    early.onCandidateEvent(CandidateEventType.EXECUTED);
    assertThat(polls).isZero();
    anyWaits = false;
    early.onCandidateEvent(CandidateEventType.EXECUTED);
    assertThat(polls).isEqualTo(1);
  }

  @Test
  void orWhenAJobIsOver() {
    anyWaits = true;
    early.want();
    anyWaits = false;
    early.onExecutionComplete(null);
    assertThat(polls).isEqualTo(1);
  }

  /** Which polls once a minute by itself. */
  @Test
  void aRealSchedulerMissesNoneOfThoseThatManySubmitAtOnce() throws Exception {
    JobscribeDataSource database = new JobscribeDataSource();
    database.setUrl("jdbc:derby:memory:early-polls;create=true");
    Migrations.run(database, "V1__jobs");
    ExecutorService submitters = Executors.newFixedThreadPool(SUBMITTERS);
    try (BareEngine engine = new BareEngine(database, Duration.ofMinutes(1))) {
      for (int i = 0; i < TASKS; i++) {
        String id = "task " + i;
        submitters.execute(() -> engine.schedule(id));
      }
      assertThat(engine.await(TASKS, Duration.ofSeconds(30))).isTrue();
    } finally {
      submitters.shutdownNow();
    }
  }

  @Test
  void nobodyLooksWithoutASubmittedJob() {
    early.onExecutionComplete(null);
    early.want();
    early.onExecutionComplete(null);
    early.onCandidateEvent(CandidateEventType.STALE);
    assertThat(polls).isEqualTo(1);
  }
}
