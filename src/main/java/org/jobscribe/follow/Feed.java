package org.jobscribe.follow;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobService;
import org.jobscribe.problem.NotFound;

/**
 * The followers of one job. News is passed on by one thread at a time, in rounds: one look at the
 * job serves all who are ready. Whatever asks for a round while one is going on is served by the
 * next. Thread-safe.
 */
final class Feed {

  private static final long UNSEEN = -1;
  private static final Logger LOG = System.getLogger(Feed.class.getName());

  private final long jobId;
  private final JobService jobs;
  private final Executor threads;
  private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicBoolean hasNews = new AtomicBoolean();
  private volatile long seenVersion = UNSEEN;
  private volatile boolean isClosed;

  Feed(long jobId, JobService jobs, Executor threads) {
    this.jobId = jobId;
    this.jobs = jobs;
    this.threads = threads;
  }

  void add(Follower follower) {
    followers.add(follower);
  }

  boolean isEmpty() {
    return followers.isEmpty();
  }

  int size() {
    return followers.size();
  }

  /** The version of the job's row that the last round passed on; -1 if it could not. */
  long seenVersion() {
    return seenVersion;
  }

  /** There may be news, or a follower can take more. */
  void wake() {
    hasNews.set(true);
    askForRound();
  }

  /** Time goes by, also while a round waits for the database. */
  void tick() {
    followers.forEach(Follower::tick);
    if (followers.stream().anyMatch(Follower::isOver)) {
      askForRound();
    }
  }

  /** Lets everybody go, with what is there. */
  void close() {
    isClosed = true;
    wake();
  }

  private void askForRound() {
    if (asked.getAndIncrement() == 0) {
      try {
        threads.execute(this::rounds);
      } catch (RuntimeException | Error e) { // no thread for it
        asked.set(0); // else nobody would ever be served again
        throw e;
      }
    }
  }

  private void rounds() {
    int served = asked.get();
    try {
      round();
    } catch (RuntimeException e) {
      seenVersion = UNSEEN; // the next look at the row finds a difference
      LOG.log(Level.DEBUG, "The followers of job {0} wait: {1}", jobId, e.toString());
      followers.forEach(follower -> follower.fail(e));
    } finally { // an Error too must not leave the feed without its next round
      followers.removeIf(Follower::isOver);
      if (asked.addAndGet(-served) > 0) {
        nextRounds();
      }
    }
  }

  private void nextRounds() {
    try {
      threads.execute(this::rounds); // lets the rounds of other jobs pass
    } catch (RejectedExecutionException e) {
      rounds(); // the server stops: this is the last one
    }
  }

  private void round() {
    followers.forEach(isClosed ? Follower::close : Follower::tick);
    if (hasNews.getAndSet(false) && followers.stream().anyMatch(Follower::isReady)) {
      serve();
    }
  }

  private void serve() {
    Job job;
    try {
      job = jobs.get(jobId);
    } catch (NotFound removed) {
      followers.forEach(follower -> follower.fail(removed));
      followers.forEach(Follower::close);
      return;
    }
    Snapshot snapshot = new Snapshot(jobs, job);
    boolean more = false;
    for (Follower follower : followers) {
      more |= follower.isReady() && serve(follower, snapshot);
    }
    seenVersion = job.version();
    if (more) {
      wake();
    }
  }

  /**
   * What one of them asks for may be too much for the database: that is not the others' affair. A
   * database that fails for all is nobody's fault: then the round fails.
   */
  private boolean serve(Follower follower, Snapshot snapshot) {
    try {
      return follower.take(snapshot);
    } catch (RuntimeException e) {
      jobs.get(jobId); // throws if it is the database
      LOG.log(Level.DEBUG, "A follower of job {0} is let go: {1}", jobId, e.toString());
      follower.fail(e);
      follower.close();
      return false;
    }
  }
}
