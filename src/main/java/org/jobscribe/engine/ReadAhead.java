package org.jobscribe.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/**
 * Reads the input that a job needs next while it works on what it has: on Derby to read and to
 * parse a block is a quarter of a bulk edit. Input does not change once it is stored, so it may be
 * read outside of the transaction that needs it. A node has one thread for that, and so one
 * connection; nobody waits for it: a run whose block is not there reads it itself. Thread-safe.
 */
@ApplicationScoped
class ReadAhead {

  private static final Logger LOG = System.getLogger(ReadAhead.class.getName());

  /** A block that its run has not asked for by then is not given: the run is over, or is slow. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  /** Longer blocks, in characters, are not read before there is need for their memory. */
  static final int LARGEST = 256 * 1024;

  /** How many blocks wait for their runs, of all jobs. */
  private static final int MOST = 4;

  /** Then the thread ends. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  @Resource private ManagedThreadFactory threads;
  @Inject private JobInput input;

  /** By the jobs' ids. */
  private final Cache<Long, Block> blocks;

  private ExecutorService reader;

  ReadAhead() {
    this(Ticker.systemTicker());
  }

  private ReadAhead(Ticker ticker) {
    blocks =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(LONGEST)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  ReadAhead(JobInput input, ExecutorService reader, Ticker ticker) {
    this(ticker);
    this.input = input;
    this.reader = reader;
  }

  /**
   * @param first counts from 0
   */
  private record Block(long first, JsonArray items) {}

  @PostConstruct
  void start() {
    reader = oneThread(threads);
  }

  /** What it is given while it is busy, or after its end, it drops. */
  static ExecutorService oneThread(ThreadFactory threads) {
    return new ThreadPoolExecutor(
        0,
        1,
        IDLE.toSeconds(),
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        threads,
        new DiscardPolicy());
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application) {
    reader.shutdownNow();
  }

  /**
   * The items that a run does next, as {@link JobInput#items} gives them. If they are a whole
   * block, the one after it will be read.
   *
   * @param total how many the job has
   */
  JsonArray items(long jobId, long position, int max, long total) {
    if (position % JobInput.BLOCK != 0 || max < JobInput.BLOCK) {
      return input.items(jobId, position, max);
    }
    JsonArray items = take(jobId, position).orElseGet(() -> input.items(jobId, position, max));
    if (position + JobInput.BLOCK < total) {
      want(jobId, position + JobInput.BLOCK);
    }
    return items;
  }

  private Optional<JsonArray> take(long jobId, long first) {
    return Optional.ofNullable(blocks.asMap().remove(jobId))
        .filter(block -> block.first() == first)
        .map(Block::items);
  }

  private void want(long jobId, long first) {
    try {
      reader.execute(() -> read(jobId, first));
    } catch (RuntimeException | OutOfMemoryError e) { // there is no thread to be had
      LOG.log(Level.DEBUG, "Nothing is read ahead: {0}", e.getMessage());
    }
  }

  private void read(long jobId, long first) {
    try {
      input
          .blockUpTo(LARGEST, jobId, first)
          .ifPresent(items -> blocks.put(jobId, new Block(first, items)));
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "Job {0} is not read ahead: {1}", jobId, e.getMessage());
    }
  }

  /** Whether this block of the job waits for its run. */
  boolean has(long jobId, long first) {
    Block block = blocks.getIfPresent(jobId);
    return block != null && block.first() == first;
  }
}
