package org.jobscribe.follow;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.ws.rs.ServiceUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jobscribe.database.TransientFailure;
import org.jobscribe.job.JobChanged;
import org.jobscribe.job.JobList;

/**
 * All who wait for another list of jobs, on this node. Any change of any job is a reason to look,
 * but not more often than a list can be looked at; those with the same question share one read.
 * Thread-safe.
 */
@ApplicationScoped
public class ListFollowers {

  /** The shortest time from one look to the next. */
  private static final Duration PACE = Duration.ofMillis(250);

  /** The longest, whatever notifications say. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  @Resource private ManagedThreadFactory factory;
  @Inject private JobList jobs;
  @Inject private Followers followers;

  private final Set<ListPoll> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isDue = new AtomicBoolean();
  private ScheduledExecutorService timer;

  @PostConstruct
  void start() {
    timer = Executors.newSingleThreadScheduledExecutor(factory);
    timer.scheduleWithFixedDelay(
        this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  JobPage read(JobPage.Question question) {
    return JobPage.of(question, jobs.newest(question.query(), question.max() + 1));
  }

  void add(ListPoll poll) {
    waiting.add(poll);
    if (timer.isShutdown()) {
      fail(poll, new ServiceUnavailableException());
    } else {
      wake();
    }
  }

  void onChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobChanged event) {
    wake();
  }

  /** Lists may have changed. */
  void wake() {
    if (!waiting.isEmpty() && isDue.compareAndSet(false, true)) {
      timer.schedule(this::look, PACE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    isDue.set(false);
    Map<JobPage.Question, JobPage> pages = new HashMap<>();
    for (ListPoll poll : waiting) {
      try {
        JobPage now = pages.computeIfAbsent(poll.question(), this::read);
        if (poll.isAnsweredBy(now) && waiting.remove(poll)) {
          followers.reply(() -> poll.answer(now));
        }
      } catch (RuntimeException | Error e) { // whatever it is, the next look must come
        if (TransientFailure.is(e)) { // the others would meet the same, each as slowly
          waiting.forEach(other -> fail(other, e));
          return;
        }
        fail(poll, e);
      }
    }
  }

  private void fail(ListPoll poll, Throwable why) {
    if (waiting.remove(poll)) {
      followers.reply(() -> poll.fail(why));
    }
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application) {
    timer.shutdownNow();
    waiting.forEach(poll -> poll.fail(new ServiceUnavailableException()));
  }
}
