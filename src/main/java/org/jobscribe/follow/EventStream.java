package org.jobscribe.follow;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jobscribe.job.Job;
import org.jobscribe.job.LogFilter;

/**
 * A stream of events to one reader. Writes without waiting: what the connection does not take at
 * once, at most one batch, the server keeps and says when it is gone; only then is more read for
 * this reader. So a slow one costs neither a thread nor memory, and falls behind by itself.
 */
final class EventStream implements Follower, WriteListener {

  private static final Logger LOG = System.getLogger(EventStream.class.getName());

  /** A reader that takes nothing for so many heartbeats is let go; it can come back. */
  private static final int PATIENCE = 2;

  private final AsyncResponse response;
  private final ServletOutputStream out;
  private final LogFilter filter;
  private final Duration heartbeat;
  private final InstantSource clock;
  private final Instant expires;
  private final Runnable wake;
  private long cursor;
  private long version = -1;
  private byte[] first = Events.START;
  private volatile boolean isReady;
  private volatile boolean isOver;
  private volatile long lastWrite = System.nanoTime();

  /**
   * @param response to be resumed at the end, with nothing
   * @param out where events go
   * @param cursor where the reader goes on
   * @param expires when the reader's token does
   * @param wake asks for news
   */
  EventStream(
      AsyncResponse response,
      ServletOutputStream out,
      long cursor,
      LogFilter filter,
      Duration heartbeat,
      InstantSource clock,
      Instant expires,
      Runnable wake) {
    this.response = response;
    this.out = out;
    this.cursor = cursor;
    this.filter = filter;
    this.heartbeat = heartbeat;
    this.clock = clock;
    this.expires = expires;
    this.wake = wake;
  }

  /** The connection has taken what it was given. */
  @Override
  public void onWritePossible() throws IOException {
    flush();
    if (isReady) {
      wake.run();
    }
  }

  @Override
  public void onError(Throwable gone) {
    LOG.log(Level.DEBUG, "A reader is gone: {0}", gone.toString());
    over();
  }

  @Override
  public boolean isReady() {
    return isReady && !isOver;
  }

  @Override
  public boolean take(Snapshot snapshot) {
    Batch batch = snapshot.after(cursor, filter); // heartbeats go on while the database thinks
    return take(snapshot, batch);
  }

  private synchronized boolean take(Snapshot snapshot, Batch batch) {
    if (!isReady()) {
      return false; // a heartbeat is on its way: when it is gone, the next round comes
    }
    Job job = snapshot.job();
    Events.Encoded lines = batch.encoded();
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    events.writeBytes(first);
    first = new byte[0];
    events.writeBytes(lines.bytes());
    cursor = lines.nextLogId();
    boolean hasAll = cursor == job.lastLogId();
    if (hasAll && version != job.version()) {
      version = job.version();
      events.writeBytes(snapshot.jobEvent());
    }
    boolean isEnd = hasAll && job.progress().isFinal();
    if (isEnd) {
      events.writeBytes(Events.end(batch.rest()));
    }
    if (events.size() > 0) {
      write(events.toByteArray());
    }
    if (isEnd) {
      over();
    }
    return !hasAll && isReady();
  }

  private void write(byte[] events) {
    isReady = false;
    lastWrite = System.nanoTime();
    try {
      out.write(events);
      flush();
    } catch (IOException
        | RuntimeException e) { // IllegalStateException: the container has ended it
      onError(e);
    }
  }

  private void flush() throws IOException {
    if (out.isReady()) {
      out.flush();
      if (out.isReady()) {
        isReady = true;
      }
    } // else onWritePossible is called, perhaps before this line: never say here that it is not
  }

  @Override
  public synchronized void tick() {
    Duration silence = Duration.ofNanos(System.nanoTime() - lastWrite);
    if (!clock.instant().isBefore(expires)
        || !isReady && silence.compareTo(heartbeat.multipliedBy(PATIENCE)) > 0) {
      over();
    } else if (isReady() && silence.compareTo(heartbeat) >= 0) {
      write(Events.HEARTBEAT);
    }
  }

  /** The reader waits, and sees by the heartbeats that it is not forgotten. */
  @Override
  public void fail(RuntimeException why) {
    // the next round tries again
  }

  @Override
  public void close() {
    over();
  }

  /** JAX-RS completes what it has begun: the reply is on its way, and gets nothing more. */
  private void over() {
    if (!isOver) {
      isOver = true;
      response.resume(Response.ok().build());
    }
  }

  @Override
  public boolean isOver() {
    return isOver;
  }
}
