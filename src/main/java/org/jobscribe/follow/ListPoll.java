package org.jobscribe.follow;

import jakarta.ws.rs.container.AsyncResponse;
import java.time.Duration;
import java.util.Optional;

/** A request that is answered as soon as its page has changed, or when its patience ends. */
final class ListPoll {

  private final JobPage known;
  private final Duration wait;
  private final AsyncResponse response;
  private final long since = System.nanoTime();

  /**
   * @param known what the caller has
   */
  ListPoll(JobPage known, Duration wait, AsyncResponse response) {
    this.known = known;
    this.wait = wait;
    this.response = response;
  }

  JobPage.Question question() {
    return known.question();
  }

  boolean isAnsweredBy(JobPage now) {
    return !now.tag().equals(known.tag()) || System.nanoTime() - since >= wait.toNanos();
  }

  void answer(JobPage now) {
    response.resume(now.reply(now.tag().equals(known.tag()), Optional.of(wait)));
  }

  void fail(RuntimeException why) {
    response.resume(why);
  }
}
