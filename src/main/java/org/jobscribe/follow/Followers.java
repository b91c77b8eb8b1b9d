package org.jobscribe.follow;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.container.AsyncResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jobscribe.job.JobChanged;
import org.jobscribe.job.JobService;
import org.jobscribe.job.JobVersions;

/**
 * All who wait for news of a job, on this node. A follower is looked after from {@link #add} until
 * it is over. Thread-safe.
 */
@ApplicationScoped
public class Followers {

  private static final Logger LOG = System.getLogger(Followers.class.getName());

  /** How often the rows of followed jobs are looked at, whatever notifications say. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration LAST_ROUNDS = Duration.ofSeconds(5);

  private static final int THREADS = 4;

  /** One for what takes no time, and one for what may wait for the database. */
  private static final int TIMERS = 2;

  /**
   * Replies to polls that waited are written at their readers' speed, apart from the rounds: by as
   * many threads as the server has by default for those that did not wait, and none while nobody is
   * answered.
   */
  private static final int REPLY_THREADS = 160;

  /**
   * Followers have their first look at the database by threads of their own, which take half of its
   * connections at most. The server's would hang with it, all of them if enough followers come
   * back, and then nobody would hear so much as that this node is alive.
   */
  private static final int FIRST_LOOK_THREADS = 16;

  /** Who waits for one of these threads for longer is told to come back. */
  private static final Duration LONGEST_QUEUE = Duration.ofSeconds(10);

  /** Who would wait behind so many is told so at once. */
  private static final int MOST_FIRST_LOOKS = 5_000;

  private static final Duration IDLE_THREAD = Duration.ofSeconds(10);

  @Resource private ManagedThreadFactory factory;
  @EJB private JobService jobs;
  @Inject private JobVersions versions;

  private final ConcurrentMap<Long, Feed> feeds = new ConcurrentHashMap<>();
  private ExecutorService threads;
  private ThreadPoolExecutor firstLooks;
  private ExecutorService replies;
  private ScheduledExecutorService timer;

  @PostConstruct
  void start() {
    threads = Executors.newFixedThreadPool(THREADS, factory);
    firstLooks = newThreads(FIRST_LOOK_THREADS, MOST_FIRST_LOOKS);
    replies = newThreads(REPLY_THREADS, Integer.MAX_VALUE);
    timer = Executors.newScheduledThreadPool(TIMERS, factory);
    timer.scheduleWithFixedDelay(
        this::tick, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    timer.scheduleWithFixedDelay(
        this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private ThreadPoolExecutor newThreads(int most, int mostTasks) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_THREAD.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(mostTasks),
            factory);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Answers one who wants to follow or to wait: with a follower that is added, or at once; with 503
   * where no thread comes free for the look within ten seconds, or the server stops.
   *
   * @param look what may wait for the database; what it throws is the answer
   */
  void begin(AsyncResponse response, Look look) {
    try {
      firstLooks.execute(new FirstLook(response, look, System.nanoTime()));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      response.resume(new ServiceUnavailableException());
    }
  }

  /** See {@link #begin}. */
  interface Look {
    void run() throws IOException;
  }

  private final class FirstLook implements Runnable {

    private final AsyncResponse response;
    private final Look look;
    private final long since;

    FirstLook(AsyncResponse response, Look look, long since) {
      this.response = response;
      this.look = look;
      this.since = since;
    }

    boolean isLate() {
      return System.nanoTime() - since > LONGEST_QUEUE.toNanos();
    }

    void refuse(Throwable why) {
      reply(() -> response.resume(why));
    }

    @Override
    public void run() {
      try {
        look.run();
      } catch (IOException | RuntimeException | Error e) { // whatever it is, nobody waits on
        refuse(firstLooks.isShutdown() ? new ServiceUnavailableException() : e);
      }
    }
  }

  /** While the database hangs, no thread for first looks may come free for long. */
  private void refuseLateLooks() {
    Queue<Runnable> queue = firstLooks.getQueue();
    while (queue.peek() instanceof FirstLook first && first.isLate()) {
      if (queue.remove(first)) {
        first.refuse(new ServiceUnavailableException());
      }
    }
  }

  /** Passes news of the job on to the follower, from what is there now until it is over. */
  void add(long jobId, Follower follower) {
    feeds
        .compute(
            jobId,
            (id, feed) -> {
              Feed found = feed == null ? new Feed(id, jobs, threads) : feed;
              found.add(follower);
              return found;
            })
        .wake();
  }

  /**
   * Writes a reply, as an {@link Executor} does: by a thread for replies, or by this one if there
   * is none, as when the server stops.
   */
  void reply(Runnable reply) {
    try {
      replies.execute(reply);
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      reply.run();
    }
  }

  /** There may be news of the job, or one of its followers can go on. */
  void wake(long jobId) {
    Feed feed = feeds.get(jobId);
    if (feed != null) {
      feed.wake();
    }
  }

  /** A follower's patience, in time for its tick. */
  void wakeAfter(long jobId, Duration delay) {
    timer.schedule(() -> wake(jobId), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  void onChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobChanged event) {
    wake(event.jobId());
  }

  /** Asks no database: one that hangs must not make streams fall silent. */
  private void tick() {
    try {
      refuseLateLooks();
      feeds.keySet().forEach(this::removeIfEmpty);
      feeds.values().forEach(Feed::tick);
    } catch (RuntimeException | Error e) { // whatever it is, the next tick must come
      LOG.log(Level.DEBUG, "Followers wait: {0}", e.toString());
    }
  }

  private void look() {
    try {
      Map<Long, Long> now = versions.of(List.copyOf(feeds.keySet()));
      feeds.forEach(
          (id, feed) -> {
            if (!Long.valueOf(feed.seenVersion()).equals(now.get(id))) {
              feed.wake();
            }
          });
    } catch (RuntimeException | Error e) { // whatever it is, the next look must come
      LOG.log(Level.DEBUG, "Followers wait for the database: {0}", e.toString());
    }
  }

  private void removeIfEmpty(long jobId) {
    feeds.computeIfPresent(jobId, (id, feed) -> feed.isEmpty() ? null : feed);
  }

  /** How many wait. */
  public int count() {
    return feeds.values().stream().mapToInt(Feed::size).sum();
  }

  /** Lets all go while there is still a database; see {@code Engine} for the moment. */
  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application)
      throws InterruptedException {
    firstLooks.shutdown();
    firstLooks.awaitTermination(LAST_ROUNDS.toMillis(), TimeUnit.MILLISECONDS);
    timer.shutdownNow();
    feeds.values().forEach(Feed::close);
    threads.shutdown();
    threads.awaitTermination(LAST_ROUNDS.toMillis(), TimeUnit.MILLISECONDS);
    replies.shutdown();
    replies.awaitTermination(LAST_ROUNDS.toMillis(), TimeUnit.MILLISECONDS);
  }
}
