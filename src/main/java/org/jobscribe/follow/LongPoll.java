package org.jobscribe.follow;

import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobService;
import org.jobscribe.job.LogPages;
import org.jobscribe.job.LogRequest;
import org.jobscribe.job.LogTail;

/** A request that is answered as soon as there is news for it, or when its patience ends. */
final class LongPoll implements Follower {

  private final JobService jobs;
  private final LogRequest request;
  private final LogTail start;
  private final DetailsReply reply;
  private final AsyncResponse response;
  private final Executor replies;
  private final long since = System.nanoTime();
  private long cursor;
  private volatile boolean isImpatient;
  private boolean isOver;

  /**
   * @param start what was there when it came: nothing for it
   * @param replies writes replies, at the reader's speed
   */
  LongPoll(
      JobService jobs,
      LogRequest request,
      LogTail start,
      DetailsReply reply,
      AsyncResponse response,
      Executor replies) {
    this.jobs = jobs;
    this.request = request;
    this.start = start;
    this.reply = reply;
    this.response = response;
    this.replies = replies;
    cursor = start.to();
  }

  @Override
  public boolean isReady() {
    return !isOver;
  }

  @Override
  public boolean take(Snapshot snapshot) {
    Job job = snapshot.job();
    if (job.version() < start.job().version()) {
      return false; // it has seen a later one; the round that its coming asked for is next
    }
    Batch batch = snapshot.after(cursor, request.filter());
    if (batch.lines().isEmpty() && !isImpatient && !isAnsweredBy(job)) {
      cursor = batch.nextLogId();
      return false;
    }
    Supplier<Response> answer = answer(job, batch);
    replies.execute(() -> resume(answer));
    isOver = true;
    return false;
  }

  /** A caller that said what it has wants to know of every change. */
  private boolean isAnsweredBy(Job job) {
    return job.progress().isFinal()
        || reply.known().isPresent() && job.version() != start.job().version();
  }

  private Supplier<Response> answer(Job job, Batch batch) {
    boolean hasWhole = reply.known().isPresent(); // and gets a whole reply, or hears that it has it
    if (hasWhole || request.limit() != Long.MAX_VALUE || request.newest() != Long.MAX_VALUE) {
      LogRequest own = hasWhole ? request : request.from(cursor);
      return () -> {
        LogPages pages = new LogPages(jobs, jobs.tail(job, own));
        return reply.of(pages, pages.next());
      };
    }
    LogPages rest = batch.rest();
    return () -> reply.of(rest, batch.lines());
  }

  private void resume(Supplier<Response> answer) {
    try {
      response.resume(answer.get());
    } catch (RuntimeException | Error e) { // whatever it is, the caller waits no longer
      response.resume(e);
    }
  }

  @Override
  public void tick() {
    isImpatient |= System.nanoTime() - since >= reply.patience().orElseThrow().toNanos();
  }

  @Override
  public void fail(RuntimeException why) {
    if (!isOver) {
      isOver = true;
      replies.execute(() -> response.resume(why));
    }
  }

  @Override
  public void close() {
    isImpatient = true;
  }

  @Override
  public boolean isOver() {
    return isOver;
  }
}
