package org.jobscribe.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The unpacked server with an archive of its classes, as {@code server-config/README.md} makes it:
 * a third less processor time for each start. Whoever needs a server first writes it, for the other
 * JVM of the tests too, which starts its servers without until it is there.
 */
final class ClassArchive {

  /** With a blank, because such directories must do. */
  private static final Path DIRECTORY = Server.DIRECTORY.resolveSibling("un packed");

  private static final Path FILE = Server.DIRECTORY.resolveSibling("server.jsa");
  private static final Path NEW_FILE = Server.DIRECTORY.resolveSibling("new.jsa");
  private static final Path CLAIM = Server.DIRECTORY.resolveSibling("claim");

  private ClassArchive() {}

  static boolean isThere() {
    return Files.exists(FILE);
  }

  /** Returns when it is there, or when another JVM is about to write it. */
  static void writeOnce() {
    if (claim()) {
      Map<String, String> environment = new HashMap<>(Database.derby().environment());
      environment.putAll(TestIssuer.TRUSTED.environment());
      environment.put("JOBSCRIBE_UNPACKED", DIRECTORY.toString());
      String options =
          Server.SMALL_JVM + " -XX:ArchiveClassesAtExit=" + NEW_FILE + " -Xlog:cds=error";
      Server.start("class-archive", environment, options).close();
      try {
        Files.move(NEW_FILE, FILE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static boolean claim() {
    try {
      Files.createDirectories(CLAIM.getParent());
      Files.createFile(CLAIM);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The variables of a server that uses it. */
  static Map<String, String> environment(String jvmOptions) {
    return Map.of(
        "JOBSCRIBE_UNPACKED",
        DIRECTORY.toString(),
        "JAVA_OPTS",
        jvmOptions + " -XX:SharedArchiveFile=" + FILE);
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
