package org.jobscribe.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The unpacked server with an archive of its classes, as {@code server-config/README.md} makes it:
 * a third less processor time for each start. Whoever needs a server first writes it, for the other
 * JVM of the tests too, which starts its servers without until it is there; another one for another
 * version of the server or of Java.
 */
final class ClassArchive {

  private static final Path ALL = Server.DIRECTORY.getParent();
  private static final String VERSION = version();

  /** With a blank, because such directories must do. */
  private static final Path DIRECTORY = ALL.resolve("un packed " + VERSION);

  private static final Path FILE = ALL.resolve(VERSION + ".jsa");
  private static final Path NEW_FILE = ALL.resolve(VERSION + ".new");
  private static final Path LOCK = ALL.resolve(VERSION + ".lock");

  /** Who is to write it starts twice as slowly, and more on a busy machine. */
  private static final Duration START = Duration.ofSeconds(240);

  /** To write a hundred megabytes takes some seconds, and more on a busy machine. */
  private static final Duration STOP = Duration.ofSeconds(120);

  private ClassArchive() {}

  private static String version() {
    try {
      long server = Files.size(Path.of("target", "payara-micro.jar"));
      return Integer.toHexString(Objects.hash(System.getProperty("java.runtime.version"), server));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isThere() {
    return Files.exists(FILE);
  }

  /** Returns when it is there, or while another JVM writes it. */
  static synchronized void writeOnce() {
    if (isThere()) {
      return;
    }
    try {
      Files.createDirectories(ALL);
      try (FileChannel channel =
              FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock mine = channel.tryLock()) {
        if (mine != null && !isThere()) {
          write();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write() throws IOException {
    Map<String, String> environment = TestIssuer.TRUSTED.environment(Database.derby());
    environment.put("JOBSCRIBE_UNPACKED", DIRECTORY.toString());
    String options =
        Server.SMALL_JVM + " -XX:ArchiveClassesAtExit=" + option(NEW_FILE) + " -Xlog:cds=error";
    Server.start(START, "class-archive", environment, options).stop(STOP);
    Files.move(NEW_FILE, FILE);
  }

  /** The variables of a server that uses it. */
  static Map<String, String> environment(String jvmOptions) {
    return Map.of(
        "JOBSCRIBE_UNPACKED",
        DIRECTORY.toString(),
        "JAVA_OPTS",
        jvmOptions + " -XX:SharedArchiveFile=" + option(FILE));
  }

  /** Options are separated by blanks, which the path of a checkout may have. */
  private static String option(Path file) {
    return "../../" + file.getFileName(); // from the directory of a server
  }

  /** Where the server on that port keeps its files. */
  static Path filesOf(int port) {
    try (Stream<Path> entries = Files.list(DIRECTORY)) {
      return entries
          .filter(Files::isDirectory)
          .findAny()
          .orElseThrow()
          .resolve("node-127.0.0.1-" + port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
