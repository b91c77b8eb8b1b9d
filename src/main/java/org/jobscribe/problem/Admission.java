package org.jobscribe.problem;

import java.util.concurrent.RejectedExecutionException;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpRequestPacket;

/**
 * The places that a node has for requests to be worked on, and those that wait for one: suspended,
 * so that they hold no thread, and over HTTP/1.1 nothing more is read from their connections.
 * Thread-safe.
 */
final class Admission {

  /** Each takes 11 KiB of memory. */
  private static final int MOST_WAITING = 5_000;

  /** Each holds the first of its body, 128 KiB at most, before its token is checked. */
  private static final int MOST_WAITING_WITH_BODY = 200;

  /**
   * So many are told at a tick: all at once would fill the queue of the server's threads (4,096).
   */
  private static final int MOST_LATE = 500;

  /** Whether a request that waited has a place now, or has waited in vain. */
  private static final Attribute<Boolean> HAS_PLACE =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(Admission.class.getName());

  private final AdmissionQueue<Suspended> queue;
  private final boolean isQueueOpen;

  Admission(AdmissionSettings settings) {
    queue = new AdmissionQueue<>(settings.maxConcurrent(), settings.maxWait(), System::nanoTime);
    isQueueOpen = !settings.maxWait().isZero();
  }

  private record Suspended(HttpRequestPacket request, FilterChainContext context) {

    /**
     * Has a thread of the server go on with it, at the filter that it was suspended in.
     *
     * @throws RejectedExecutionException if the server has too much to do
     */
    void goOn() {
      try {
        context.getConnection().getTransport().getWorkerThreadPool().execute(context::resume);
      } catch (OutOfMemoryError e) {
        // no thread could be added: one of those that are there goes on with it
      }
    }

    /** As the server does with a request that it has no thread for: ends its connection. */
    void goOnOrEnd() {
      try {
        goOn();
      } catch (RejectedExecutionException e) {
        context.getCloseable().closeSilently();
      }
    }
  }

  /** How many requests wait. */
  int waiting() {
    return queue.size();
  }

  /** See {@link AdmissionQueue#enter}. */
  boolean enter() {
    return queue.enter();
  }

  /** Gives a place back, to the one who has waited longest. */
  void leave() {
    queue.leave().ifPresent(this::admit);
  }

  /** Whether it may wait where as many wait as do now. */
  boolean mayWait(HttpRequestPacket request) {
    boolean hasBody = request.getContentLength() > 0 || request.isChunked();
    return isQueueOpen && queue.size() < (hasBody ? MOST_WAITING_WITH_BODY : MOST_WAITING);
  }

  /** Lets the request wait; the filter meets it again when it {@link #hasWaited}. */
  NextAction suspend(HttpRequestPacket request, FilterChainContext context) {
    NextAction suspended = context.getSuspendAction();
    context.suspend(); // first: once it waits, another thread may go on with it
    queue.add(new Suspended(request, context)).ifPresent(this::admit);
    return suspended;
  }

  /** Whether it has waited, and the wait is over. */
  static boolean hasWaited(HttpRequestPacket request) {
    return HAS_PLACE.isSet(request);
  }

  /** Whether one that has waited got a place. */
  static boolean hasPlace(HttpRequestPacket request) {
    return HAS_PLACE.get(request);
  }

  private boolean admit(AdmissionQueue.Waiting<Suspended> next) {
    HAS_PLACE.set(next.request().request(), true);
    try {
      next.request().goOn();
      return true;
    } catch (RejectedExecutionException e) {
      queue.giveBack(next);
      return false;
    }
  }

  /** To be called often: tells those who have waited for too long. */
  void tick() {
    for (Suspended late : queue.late(MOST_LATE)) {
      HAS_PLACE.set(late.request(), false);
      late.goOnOrEnd();
    }
    boolean goesOn = true; // a place that was given back for want of a thread may be nobody's
    while (goesOn) {
      goesOn = queue.next().filter(this::admit).isPresent();
    }
  }

  /** Everyone has a place from now on. */
  void end() {
    queue.open().forEach(Suspended::goOnOrEnd);
  }
}
