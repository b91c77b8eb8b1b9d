package org.jobscribe.follow;

import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.EntityTag;
import java.time.Duration;
import java.util.Optional;

/** A request that is answered as soon as its page has changed, or when its patience ends. */
final class ListPoll {

  private final JobPage.Question question;
  private final EntityTag known;
  private final Duration wait;
  private final AsyncResponse response;
  private final long since = System.nanoTime();

  /**
   * @param page what the caller has: only its tag is kept
   */
  ListPoll(JobPage page, Duration wait, AsyncResponse response) {
    this.question = page.question();
    this.known = page.tag();
    this.wait = wait;
    this.response = response;
  }

  JobPage.Question question() {
    return question;
  }

  boolean isAnsweredBy(JobPage now) {
    return !now.tag().equals(known) || System.nanoTime() - since >= wait.toNanos();
  }

  void answer(JobPage now) {
    response.resume(now.reply(now.tag().equals(known), Optional.of(wait)));
  }

  void fail(Throwable why) {
    response.resume(why);
  }
}
