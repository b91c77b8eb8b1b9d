package org.jobscribe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.CandidateEventType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jobscribe.database.JobscribeDataSource;
import org.jobscribe.database.Migrations;
import org.junit.jupiter.api.Test;

class EarlyPollsTest {

  /** Between two polls of the scheduler's own. */
  private static final Duration SELDOM = Duration.ofMinutes(2);

  private static final Duration IN_TIME = Duration.ofSeconds(30);
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

  private static DataSource newDatabase(String name) throws SQLException {
    JobscribeDataSource database = new JobscribeDataSource();
    database.setUrl("jdbc:derby:memory:" + name + ";create=true");
    Migrations.run(database, "V1__jobs");
    return database;
  }

  @Test
  void aRealSchedulerFindsOneThatIsSubmittedWhileAnotherWaits() throws Exception {
    Semaphore mayEnd = new Semaphore(0);
    try (BareEngine engine =
        new BareEngine(newDatabase("early"), SELDOM, mayEnd::acquireUninterruptibly)) {
      for (int i = 0; i < BareEngine.THREADS; i++) {
        engine.schedule("runs " + i);
      }
      await().until(() -> mayEnd.getQueueLength() == BareEngine.THREADS);
      engine.schedule("waits");
      await().until(() -> engine.waiting() == 1);
      engine.schedule("is not found yet");
      mayEnd.release(BareEngine.THREADS + 2);
      assertThat(engine.await(BareEngine.THREADS + 2, IN_TIME)).isTrue();
    }
  }

  @Test
  void aRealSchedulerMissesNoneOfThoseThatManySubmitAtOnce() throws Exception {
    ExecutorService submitters = Executors.newFixedThreadPool(SUBMITTERS);
    try (BareEngine engine = new BareEngine(newDatabase("many"), SELDOM, () -> {})) {
      for (int i = 0; i < TASKS; i++) {
        String id = "task " + i;
        submitters.execute(() -> engine.schedule(id));
      }
      assertThat(engine.await(TASKS, IN_TIME)).isTrue();
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
