package org.jobscribe.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs programs of the operating system. */
final class Processes {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Processes() {}

  /**
   * What the program prints.
   *
   * @throws IllegalStateException if it fails, or does not end within a minute: it is killed then
   */
  static String run(String... command) {
    String name = String.join(" ", command);
    Process process = start(command);
    try {
      String printed = printedUntilItsEnd(process);
      if (process.exitValue() != 0) {
        throw new IllegalStateException(name + " failed: " + printed);
      }
      return printed;
    } catch (TimeoutException e) {
      throw new IllegalStateException(name + " did not end within " + PATIENCE, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(name + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(String... command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String printedUntilItsEnd(Process process)
      throws InterruptedException, ExecutionException, TimeoutException {
    return CompletableFuture.supplyAsync(() -> printed(process))
        .thenCombine(process.onExit(), (printed, ended) -> printed)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static String printed(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
