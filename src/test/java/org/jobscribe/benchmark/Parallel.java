package org.jobscribe.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same on several threads at once. */
final class Parallel {

  private Parallel() {}

  /** One of the threads, from 0. */
  @FunctionalInterface
  interface Task {
    void run(int number) throws Exception;
  }

  /** Returns when all have ended, with how long that took. */
  static Duration run(int threads, Task task) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> calls = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        calls.add(
            () -> {
              task.run(number);
              return null;
            });
      }
      long start = System.nanoTime();
      for (Future<Void> call : pool.invokeAll(calls)) {
        call.get();
      }
      return Duration.ofNanos(System.nanoTime() - start);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      pool.shutdownNow();
    }
  }
}
