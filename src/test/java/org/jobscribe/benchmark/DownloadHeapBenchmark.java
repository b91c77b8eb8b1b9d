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

  private static final List<Integer> LENGTHS = List.of(10_000, 100_000, 1_000_000);
  private static final List<String> FORMS = DownloadBenchmark.FORMS;

  private final Work heap = new Work("Download, heap in use meanwhile", "MB");

  @Test
  void heap() throws IOException {
    for (Storage storage : Storage.values()) {
      measure(storage);
    }
    Results.write(DownloadHeapBenchmark.class, List.of(heap));
  }

  private void measure(Storage storage) throws IOException {
    for (int length : LENGTHS) {
      Database database = storage.newDatabase();
      LongLog.write(database, length);
      try (Server server = storage.start("heap", database, Map.of())) {
        for (String form : FORMS) {
          long size = DownloadBenchmark.product(server, form, read -> {}).bytes();
          Peak peak = new Peak(server, size);
          DownloadBenchmark.product(server, form, peak);
          heap.add(who(storage, form, length), peak.bytes / 1e6);
        }
      }
    }
    for (String form : FORMS) {
      for (int length : LENGTHS.subList(1, LENGTHS.size())) {
        heap.atMost(1.1, who(storage, form, length), who(storage, form, LENGTHS.get(0)));
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
