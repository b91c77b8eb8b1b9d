package org.jobscribe.engine;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jobscribe.job.Job;
import org.jobscribe.job.LogEntry;
import org.jobscribe.job.LogLevel;

/**
 * The next piece of a job: some items, and what is to be recorded about them. Used by one thread in
 * one transaction; nothing of it is kept if that transaction rolls back.
 */
public final class Chunk {

  /** A follower sees lines only when a chunk commits: a slow chunk ends early. */
  private static final Duration TIME = Duration.ofMillis(250);

  private final JsonObject parameters;
  private final JsonArray items;
  private final InstantSource clock;
  private final Instant end;
  private final List<LogEntry> entries = new ArrayList<>();
  private String current;
  private final StringBuilder outcomes = new StringBuilder();

  Chunk(JsonObject parameters, JsonArray items, InstantSource clock) {
    this.parameters = parameters;
    this.items = items;
    this.clock = clock;
    this.end = clock.instant().plus(TIME);
  }

  /** What the job was submitted with. */
  public JsonObject parameters() {
    return parameters;
  }

  /** The items to do, in order, as they were submitted; never empty. */
  public JsonArray items() {
    return items;
  }

  /**
   * Whether it is time to return, leaving the rest of the items to the next chunk; false before the
   * first item is done.
   */
  public boolean isTimeUp() {
    return done() > 0 && clock.instant().isAfter(end);
  }

  /**
   * The next item begins.
   *
   * @param item what people call it, such as {@code item 5}
   */
  public void begin(String item) {
    current = item;
  }

  /** The item that began last was changed. */
  public void changed() {
    outcomes.append(ItemOutcome.CHANGED.letter());
  }

  /** The item that began last needed no change. */
  public void unchanged() {
    outcomes.append(ItemOutcome.UNCHANGED.letter());
  }

  /** The item that began last could not be done; {@code why} becomes an ERROR line. */
  public void failed(String why) {
    log(LogLevel.ERROR, why);
    outcomes.append(ItemOutcome.FAILED.letter());
  }

  public void debug(String message) {
    log(LogLevel.DEBUG, message);
  }

  public void info(String message) {
    log(LogLevel.INFO, message);
  }

  public void warn(String message) {
    log(LogLevel.WARN, message);
  }

  private void log(LogLevel level, String message) {
    entries.add(new LogEntry(level, message, clock.instant()));
  }

  List<LogEntry> entries() {
    return entries;
  }

  /** The item that began last; null before the first. */
  String current() {
    return current;
  }

  /** A letter for each item that is done, see {@link ItemOutcome}. */
  String outcomes() {
    return outcomes.toString();
  }

  int done() {
    return outcomes.length();
  }

  /** Moves the job's counters, and with them its checkpoint. */
  void countInto(Job job) {
    if (done() == 0 || done() > items.size()) {
      throw new IllegalStateException(
          "%s reported %d of %d items".formatted(job.type(), done(), items.size()));
    }
    job.advance(
        count(ItemOutcome.CHANGED),
        count(ItemOutcome.UNCHANGED),
        count(ItemOutcome.FAILED),
        clock.instant());
  }

  private long count(ItemOutcome outcome) {
    return outcomes.chars().filter(letter -> letter == outcome.letter()).count();
  }
}
