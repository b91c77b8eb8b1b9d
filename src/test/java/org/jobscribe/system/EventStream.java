package org.jobscribe.system;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads {@code text/event-stream} as it comes; holds no thread while nothing does. */
public final class EventStream implements Flow.Subscriber<String>, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final List<Event> events = new ArrayList<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private CompletableFuture<HttpResponse<Void>> response;
  private Flow.Subscription subscription;
  private String name = "";
  private String id = "";
  private String data = "";
  private int heartbeats;

  private EventStream() {}

  /**
   * @param received {@link System#nanoTime()} when its last line was there
   */
  public record Event(String name, String id, String data, long received) {

    public JsonObject json() {
      try (JsonReader reader = Json.createReader(new StringReader(data))) {
        return reader.readObject();
      }
    }
  }

  static EventStream open(HttpClient http, HttpRequest request) {
    EventStream stream = new EventStream();
    stream.response = http.sendAsync(request, BodyHandlers.fromLineSubscriber(stream));
    stream.response.whenComplete((response, failure) -> stream.ended(failure));
    return stream;
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription body) {
    subscription = body;
    body.request(Long.MAX_VALUE);
  }

  @Override
  public synchronized void onNext(String line) {
    if (line.isEmpty()) {
      if (!name.isEmpty()) {
        events.add(new Event(name, id, data, System.nanoTime()));
        notifyAll();
      }
      name = "";
    } else if (line.startsWith(":")) {
      heartbeats++;
      notifyAll();
    } else if (line.startsWith("event: ")) {
      name = line.substring(7);
    } else if (line.startsWith("id: ")) {
      id = line.substring(4);
    } else if (line.startsWith("data: ")) {
      data = line.substring(6);
    }
  }

  @Override
  public void onError(Throwable failure) {
    ended(failure);
  }

  @Override
  public void onComplete() {
    ended(null);
  }

  private synchronized void ended(Throwable failure) {
    if (failure == null) {
      end.complete(null);
    } else {
      end.completeExceptionally(failure);
    }
    notifyAll();
  }

  /** What has come up to now. */
  public synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /** The ids of the lines that have come up to now. */
  public List<Long> lines() {
    return events().stream()
        .filter(event -> event.name().equals("log"))
        .map(event -> Long.valueOf(event.id()))
        .toList();
  }

  /** The cursor to come back with; 0 before the first event. */
  public synchronized String lastId() {
    return events.isEmpty() ? "0" : events.get(events.size() - 1).id();
  }

  public synchronized int heartbeats() {
    return heartbeats;
  }

  /** Of the reply, if there is one by now: 0 if not. */
  public int status() {
    return response.isDone() && !response.isCompletedExceptionally()
        ? response.join().statusCode()
        : 0;
  }

  public boolean isEnded() {
    return end.isDone();
  }

  /** Waits for the first event of this name. */
  public synchronized Event await(String wanted) {
    long patience = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      for (Event event : events) {
        if (event.name().equals(wanted)) {
          return event;
        }
      }
      if (end.isDone() || System.nanoTime() > patience) {
        throw new AssertionError("No event " + wanted + " has come; the last is " + lastId());
      }
      try {
        wait(1_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** Waits until the server has ended it in order. */
  public EventStream awaitEnd() {
    try {
      end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return this;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("The stream did not end in order after " + lastId() + ": " + e, e);
    }
  }

  /** Waits until it is over, in order or not. */
  public EventStream awaitClosed() {
    try {
      end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      // the connection was lost
    } catch (TimeoutException e) {
      throw new AssertionError("The stream is still open after " + lastId(), e);
    }
    return this;
  }

  /** Goes away without a word. */
  @Override
  public synchronized void close() {
    if (subscription != null) {
      subscription.cancel();
    }
    response.cancel(true);
  }
}
