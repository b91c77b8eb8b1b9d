package org.jobscribe.job;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Pages of logs that were read a moment ago, so that of those who poll with the same cursor the
 * first have the database read the lines. Lines do not change once they can be read: to whoever has
 * just read the job's row, a page that was read before is as good as its rows. A log with a gap is
 * read anew every time, because there one line takes the place of others. Thread-safe.
 */
@ApplicationScoped
class RecentPages {

  /** After so long at the latest a database that has lost its last commits is believed. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  /** Pages take the heap's 32nd part at most: 1,000 usual lines are about 200 KB. */
  private static final int PART_OF_HEAP = 32;

  /** What a page takes beside its lines, in bytes, and a line beside its message. */
  private static final int OF_A_PAGE = 200;

  private static final int OF_A_LINE = 120;

  private final Cache<Key, List<LogLine>> pages;

  RecentPages() {
    this(Runtime.getRuntime().maxMemory() / PART_OF_HEAP, Ticker.systemTicker());
  }

  /**
   * @param most how many bytes all pages may take, about
   */
  RecentPages(long most, Ticker ticker) {
    pages =
        Caffeine.newBuilder()
            .maximumWeight(most)
            .weigher((Key key, List<LogLine> page) -> weight(page))
            .expireAfterWrite(LONGEST)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /**
   * @param from exclusive
   * @param to inclusive
   */
  private record Key(long jobId, long from, long to) {}

  /** Reads a page from the database. */
  interface Reading {
    List<LogLine> read() throws SQLException;
  }

  /** The first lines of a tail whose job was read just now, at most {@link LogPages#PAGE}. */
  List<LogLine> first(LogTail tail, Reading reading) throws SQLException {
    if (tail.from() == tail.to()) {
      return List.of();
    }
    if (tail.job().leftOut().isPresent() || !tail.filter().isNone()) {
      return reading.read();
    }
    long count = Math.min(Math.min(LogPages.PAGE, tail.limit()), tail.to() - tail.from());
    Key key = new Key(tail.job().id(), tail.from(), tail.from() + count);
    List<LogLine> known = pages.getIfPresent(key);
    return known == null ? read(key, reading) : known;
  }

  /** Nobody waits for another's reading, which may take as long as a hanging database. */
  private List<LogLine> read(Key key, Reading reading) throws SQLException {
    List<LogLine> page = List.copyOf(reading.read());
    boolean isWhole = new LineRange(key.from() + 1, key.to()).isWholeIn(page);
    if (isWhole) { // lines may have been removed, or left out, since the job was read
      pages.put(key, page);
    }
    return page;
  }

  private static int weight(List<LogLine> page) {
    return OF_A_PAGE
        + page.stream()
            .mapToInt(line -> OF_A_LINE + Character.BYTES * line.message().length())
            .sum();
  }
}
