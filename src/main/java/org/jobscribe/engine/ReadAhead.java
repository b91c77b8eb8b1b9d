package org.jobscribe.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
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

  /** A block that its run has not asked for by then is forgotten: the run is over, or is slow. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  /** How many blocks wait for their runs, of all jobs: one of large items takes megabytes. */
  private static final int MOST = 4;

  /** Then the thread ends. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  @Resource private ManagedThreadFactory threads;
  @Inject private JobInput input;

  private final Cache<Block, JsonArray> blocks;
  private Executor reader;

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

  ReadAhead(JobInput input, Executor reader, Ticker ticker) {
    this(ticker);
    this.input = input;
    this.reader = reader;
  }

  /**
   * @param first counts from 0
   */
  private record Block(long jobId, long first) {}

  @PostConstruct
  void start() {
    reader =
        new ThreadPoolExecutor(
            0,
            1,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads,
            new DiscardPolicy());
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
    JsonArray known = blocks.asMap().remove(new Block(jobId, position));
    JsonArray items = known == null ? input.items(jobId, position, max) : known;
    if (position + JobInput.BLOCK < total) {
      reader.execute(() -> read(new Block(jobId, position + JobInput.BLOCK)));
    }
    return items;
  }

  private void read(Block block) {
    try {
      blocks.put(block, input.items(block.jobId(), block.first(), JobInput.BLOCK));
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "Job {0} is not read ahead: {1}", block.jobId(), e.getMessage());
    }
  }
}
