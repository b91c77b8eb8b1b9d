package org.jobscribe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.jobscribe.engine.ScriptedWork.CHANGE;
import static org.jobscribe.engine.ScriptedWork.LEAVE;
import static org.jobscribe.engine.ScriptedWork.REPORT_FAILURE;
import static org.jobscribe.engine.ScriptedWork.THROW;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jobscribe.Deployments;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobService;
import org.jobscribe.job.LogLine;
import org.jobscribe.job.LogRequest;
import org.jobscribe.job.LogTail;
import org.jobscribe.job.NewJob;
import org.jobscribe.job.Outcome;
import org.jobscribe.job.Progress;
import org.jobscribe.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The engine, its EJBs and JPA inside a real Payara Micro, on Derby. */
@ExtendWith(ArquillianExtension.class)
class EngineIT {

  @EJB private JobSubmission submission;
  @EJB private ChunkTransaction transaction;
  @EJB private JobService jobs;
  @Inject private ReadAhead ahead;
  @Inject private ScriptedWork work;
  @Inject private MetricRegistry metrics;
  @Resource private UserTransaction userTransaction;

  @Resource(lookup = "java:app/jdbc/jobscribe")
  private DataSource dataSource;

  @Deployment
  static WebArchive war() {
    return Deployments.war(EngineIT.class, ScriptedWork.class, Deployments.class);
  }

  @Test
  void everyItemIsCountedAndTheLogHasItsFirstAndLastLine() {
    Job job = run(CHANGE, LEAVE, REPORT_FAILURE);
    assertThat(job.progress()).isEqualTo(Progress.COMPLETED);
    assertThat(job.counters().changed()).isEqualTo(1);
    assertThat(job.counters().unchanged()).isEqualTo(1);
    assertThat(job.counters().failed()).isEqualTo(1);
    assertThat(messages(job))
        .containsExactly(
            "Start running scripted job (jobId: %d)".formatted(job.id()),
            CHANGE,
            LEAVE,
            REPORT_FAILURE,
            "it does not fit",
            "Done running scripted job (jobId: %d)".formatted(job.id()));
  }

  @Test
  void anItemThatBreaksItsChunkFailsAloneAndLeavesNoGapInTheLog() {
    Job job = run(CHANGE, THROW, CHANGE);
    assertThat(job.progress()).isEqualTo(Progress.COMPLETED);
    assertThat(job.counters().changed()).isEqualTo(2);
    assertThat(job.counters().failed()).isEqualTo(1);
    assertThat(messages(job))
        .containsSequence(CHANGE, "The item 'throw' failed: it broke", CHANGE)
        .doesNotContain(THROW);
    assertThat(lines(job).stream().map(LogLine::id))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 5).boxed().toList());
  }

  @Test
  void aJobLongerThanOneBlockDoesEachItemOnce() {
    String[] scripts = scripts(2 * JobInput.BLOCK + 7);
    Job job = run(scripts);
    assertThat(job.counters().done()).isEqualTo(scripts.length);
    assertThat(messages(job).subList(1, scripts.length + 1)).containsExactly(scripts);
  }

  /** Whose blocks differ. */
  private static String[] scripts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> i % 3 == 0 ? LEAVE : CHANGE)
        .toArray(String[]::new);
  }

  @Test
  void theBlockAfterTheOneThatIsGivenIsRead() throws Exception {
    int total = 2 * JobInput.BLOCK;
    Job job = unscheduled(scripts(total));
    ahead.items(job.id(), 0, JobInput.BLOCK, total);
    await().until(() -> ahead.has(job.id(), JobInput.BLOCK));
    assertThat(ahead.items(job.id(), JobInput.BLOCK, JobInput.BLOCK, total))
        .startsWith(Json.createValue(CHANGE), Json.createValue(LEAVE), Json.createValue(CHANGE));
  }

  @Test
  void aJobWithoutItemsEndsAtOnce() {
    Job job = run();
    assertThat(job.progress()).isEqualTo(Progress.COMPLETED);
    assertThat(messages(job)).hasSize(2);
  }

  @Test
  void aRunThatWasReplacedWritesNothing() throws Exception {
    Job job = unscheduled(CHANGE, CHANGE);
    JobRun first = transaction.begin(job.id(), ScriptedWork.TYPE);
    JobRun second = transaction.begin(job.id(), ScriptedWork.TYPE);
    assertThatThrownBy(() -> transaction.next(first, work, 1)).isInstanceOf(Replaced.class);
    assertThat(jobs.get(job.id()).counters().done()).isZero();
    assertThat(messages(job)).hasSize(2);

    assertThat(transaction.next(second, work, JobInput.BLOCK)).isTrue();
    assertThat(messages(job)).anyMatch(line -> line.startsWith("Continued by "));
  }

  @Test
  void aJobThatIsCancelledBeforeItStartsCountsAsEnded() throws Exception {
    Counter ended = metrics.counter("jobscribe.jobs.ended", new Tag("progress", "FAILED"));
    long before = ended.getCount();
    Job job = unscheduled(CHANGE);
    jobs.cancel(job.id(), "tester");
    jobs.cancel(job.id(), "tester");
    assertThat(jobs.get(job.id()).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(ended.getCount()).isEqualTo(before + 1);
  }

  @Test
  void aSubmissionThatFailsHalfwayLeavesNothing() throws Exception {
    long before = count("job") + count("job_input") + count("scheduled_tasks");
    assertThatThrownBy(() -> submission.submit(newJob(), failingAfter(2 * JobInput.BLOCK)))
        .hasMessageContaining("half-way");
    assertThat(count("job") + count("job_input") + count("scheduled_tasks")).isEqualTo(before);
  }

  @Test
  void whatTheCallerRollsBackIsNeitherThereNorScheduled() throws Exception {
    long before = count("job") + count("job_input") + count("scheduled_tasks");
    userTransaction.begin();
    submission.submit(newJob(), items(CHANGE));
    userTransaction.rollback();
    assertThat(count("job") + count("job_input") + count("scheduled_tasks")).isEqualTo(before);
  }

  private Job run(String... scripts) {
    Job job = submission.submit(newJob(), items(scripts));
    await().atMost(Duration.ofSeconds(30)).until(() -> jobs.get(job.id()).progress().isFinal());
    return jobs.get(job.id());
  }

  /** A job that only this test runs: it has items, and its schedule is taken away again. */
  private Job unscheduled(String... scripts) throws Exception {
    userTransaction.begin();
    Job job = submission.submit(newJob(), items(scripts));
    try (Connection connection = dataSource.getConnection();
        Statement delete = connection.createStatement()) {
      delete.execute("DELETE FROM scheduled_tasks WHERE task_instance = '" + job.id() + "'");
    }
    userTransaction.commit();
    return job;
  }

  private static NewJob newJob() {
    return ScriptedWork.TYPE.newJob("a test", "{}", "tester");
  }

  private static Iterator<JsonValue> items(String... scripts) {
    var array = JsonText.array();
    for (String script : scripts) {
      array.add(script);
    }
    return array.build().iterator();
  }

  private static Iterator<JsonValue> failingAfter(int count) {
    return new Iterator<>() {
      private int given;

      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public JsonValue next() {
        if (given++ == count) {
          throw new IllegalStateException("the input ends half-way");
        }
        return JsonValue.TRUE;
      }
    };
  }

  private long count(String table) throws Exception {
    try (Connection connection = dataSource.getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("SELECT COUNT(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private List<String> messages(Job job) {
    return lines(job).stream().map(LogLine::message).toList();
  }

  private List<LogLine> lines(Job job) {
    LogTail tail = jobs.tail(job.id(), LogRequest.after(0));
    return new ArrayList<>(jobs.lines(tail, 0, 10_000));
  }
}
