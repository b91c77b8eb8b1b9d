package org.jobscribe.problem;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How many requests may be worked on at once, and those that wait for a place, first come first
 * served. Thread-safe; no thread waits in here.
 *
 * @param <R> a request
 */
final class AdmissionQueue<R> {

  /** More than there will ever be requests. */
  private static final int ENOUGH_FOR_ALL = 1 << 30;

  private final Deque<Waiting<R>> waiting = new ArrayDeque<>();
  private final long longestWait;
  private final LongSupplier nanoTime;
  private int places;

  /**
   * @param places how many requests may be worked on at once
   * @param longestWait after which a request is {@link #late}
   * @param nanoTime the clock, as {@link System#nanoTime}
   */
  AdmissionQueue(int places, Duration longestWait, LongSupplier nanoTime) {
    this.places = places;
    this.longestWait = longestWait.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * A request that waits, or has waited.
   *
   * @param since when it came, by the queue's clock
   */
  record Waiting<R>(R request, long since) {}

  /** Takes a place, unless all are taken or others wait. */
  synchronized boolean enter() {
    if (places == 0 || !waiting.isEmpty()) {
      return false;
    }
    places--;
    return true;
  }

  /** How many wait. */
  synchronized int size() {
    return waiting.size();
  }

  /**
   * Waits at the end of the queue.
   *
   * @return who has a place now, if one has come free meanwhile
   */
  synchronized Optional<Waiting<R>> add(R request) {
    waiting.addLast(new Waiting<>(request, nanoTime.getAsLong()));
    return next();
  }

  /**
   * Gives a place back.
   *
   * @return who has it now
   */
  synchronized Optional<Waiting<R>> leave() {
    places++;
    return next();
  }

  /** Who has a place from now on: the one who has waited longest, if there is one. */
  synchronized Optional<Waiting<R>> next() {
    if (places == 0 || waiting.isEmpty()) {
      return Optional.empty();
    }
    places--;
    return Optional.of(waiting.removeFirst());
  }

  /** Gives a place back that could not be used: its request waits on as if it never had it. */
  synchronized void giveBack(Waiting<R> request) {
    places++;
    waiting.addFirst(request);
  }

  /** Those who have waited for too long, at most so many: they wait no longer. */
  synchronized List<R> late(int most) {
    List<R> late = new ArrayList<>();
    long now = nanoTime.getAsLong();
    while (late.size() < most
        && !waiting.isEmpty()
        && now - waiting.getFirst().since() >= longestWait) {
      late.add(waiting.removeFirst().request());
    }
    return late;
  }

  /**
   * There are places for all from now on.
   *
   * @return who waited up to now
   */
  synchronized List<R> open() {
    places += ENOUGH_FOR_ALL;
    List<R> all = waiting.stream().map(Waiting::request).toList();
    waiting.clear();
    return all;
  }
}
