package org.jobscribe.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jobscribe.system.Database;
import org.jobscribe.system.LongLog;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/**
 * How much of its heap the server has in use, after a collection, while it sends a log of 10,000,
 * of 100,000, and of a million lines.
 */
class DownloadHeapBenchmark {

  /** Lines of job 1, job 2, and so on. */
  private static final int[] LENGTHS = {10_000, 100_000, 1_000_000};

  private static final List<String> FORMS = DownloadBenchmark.FORMS;

  private final Work heap = new Work("Download, heap in use meanwhile", "MB");

  @Test
  void heap() throws IOException {
    for (Storage storage : Storage.values()) {
      measure(storage);
    }
    Results.write(DownloadHeapBenchmark.class, List.of(heap));
  }

  /** The longest log is read first: whatever keeps what was read in memory is full then. */
  private void measure(Storage storage) throws IOException {
    Database database = storage.newDatabase();
    LongLog.write(database, LENGTHS);
    try (Server server = storage.start("heap", database, Map.of())) {
      for (String form : FORMS) {
        DownloadBenchmark.product(server, LENGTHS.length, form, read -> {});
        for (int i = 0; i < LENGTHS.length; i++) {
          int job = i + 1;
          long size = DownloadBenchmark.product(server, job, form, read -> {}).bytes();
          Peak peak = new Peak(server, size);
          DownloadBenchmark.product(server, job, form, peak);
          heap.add(who(storage, form, LENGTHS[i]), peak.bytes / 1e6);
        }
      }
    }
    for (String form : FORMS) {
      for (int i = 1; i < LENGTHS.length; i++) {
        heap.atMost(1.1, who(storage, form, LENGTHS[i]), who(storage, form, LENGTHS[0]));
      }
    }
  }

  private static String who(Storage storage, String form, int length) {
    return "%s, %s, %d lines".formatted(storage.product(), form, length);
  }

  /** Looks at the heap when a quarter, a half and three quarters of a download have come. */
  private static final class Peak implements LongConsumer {
    private static final int PARTS = 4;

    private final Server server;
    private final long size;
    private int part = 1;
    private long bytes;

    Peak(Server server, long size) {
      this.server = server;
      this.size = size;
    }

    @Override
    public void accept(long read) {
      if (part < PARTS && read >= size / PARTS * part) {
        bytes = Math.max(bytes, server.liveHeap());
        part++;
      }
    }
  }
}
