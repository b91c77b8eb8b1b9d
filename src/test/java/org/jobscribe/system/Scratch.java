package org.jobscribe.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.commons.io.FileUtils;

/**
 * Directories below {@link Server#DIRECTORY} that are gone, with all that is in them, when this JVM
 * has ended: a run of all tests starts some eighty servers, and each has twenty to a hundred
 * megabytes.
 */
final class Scratch {

  private static final Queue<Path> DIRECTORIES = new ConcurrentLinkedQueue<>();
  private static final Deque<Runnable> FIRST = new ConcurrentLinkedDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Scratch::removeAll, "scratch"));
  }

  private Scratch() {}

  /** A new, empty one. */
  static Path newDirectory(String prefix) {
    try {
      Files.createDirectories(Server.DIRECTORY);
      Path directory = Files.createTempDirectory(Server.DIRECTORY, prefix + "-");
      add(directory);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another one, which may be made later. */
  static void add(Path directory) {
    DIRECTORIES.add(directory);
  }

  /** Ends who writes into such directories, when this JVM ends: the last one who came is first. */
  static void beforeRemoval(Runnable end) {
    FIRST.addFirst(end);
  }

  private static void removeAll() {
    try {
      Each.of(FIRST, Runnable::run);
    } finally {
      Each.of(DIRECTORIES, Scratch::remove);
    }
  }

  /** Removes the directory, which nobody writes into any more. */
  static void remove(Path directory) {
    try {
      FileUtils.deleteDirectory(directory.toFile());
      DIRECTORIES.remove(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
