package org.jobscribe.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The nodes that {@code server-config/cluster} boots, as an operator has it do. They end with the
 * script, and no later than the JVM of the tests.
 */
final class Cluster implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(60);
  private static final int MOST_TRIES = 100;

  private final Process script;
  private final Path directory;
  private final int port;

  private Cluster(Process script, Path directory, int port) {
    this.script = script;
    this.directory = directory;
    this.port = port;
    Scratch.beforeRemoval(this::close);
  }

  /** Returns when each of its two nodes answers. */
  static Cluster start(Map<String, String> environment) {
    Path directory = Scratch.newDirectory("cluster");
    int port = freePorts();
    Map<String, String> settings = new HashMap<>(environment);
    settings.put("JOBSCRIBE_PORT", Integer.toString(port));
    Cluster cluster = new Cluster(launch(settings, directory), directory, port);
    try {
      cluster.awaitAnswers();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void awaitAnswers() {
    await("both nodes have a log")
        .atMost(START)
        .until(() -> Files.exists(directory.resolve("node-2.log")));
    first().awaitAnswer();
    second().awaitAnswer();
  }

  /** The script, as it begins; what it prints goes to {@code cluster.log} there. */
  static Process launch(Map<String, String> environment, Path directory, String... arguments) {
    ProcessBuilder cluster =
        new ProcessBuilder(Path.of("server-config", "cluster").toAbsolutePath().toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("cluster.log").toFile());
    cluster.command().addAll(List.of(arguments));
    Server.configure(cluster, environment, Server.SMALL_JVM + " -Djava.io.tmpdir=" + directory);
    try {
      return cluster.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first of two free ports in a row. */
  private static int freePorts() {
    for (int i = 0; i < MOST_TRIES; i++) {
      int port = Server.freePort();
      if (isFree(port + 1)) {
        return port;
      }
    }
    throw new IllegalStateException("No two free ports in a row");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  Server first() {
    return node(1);
  }

  Server second() {
    return node(2);
  }

  private Server node(int number) {
    return Server.of(script, directory.resolve("node-" + number), port + number - 1);
  }

  /** The processes of its nodes, as long as they run. */
  List<ProcessHandle> processes() {
    return script.descendants().toList();
  }

  /**
   * Asks the script to end (SIGTERM).
   *
   * @return its exit code
   */
  int stop() {
    script.destroy();
    return exitCode(script);
  }

  /**
   * Waits for the end of the script.
   *
   * @throws IllegalStateException if it takes more than a minute
   */
  static int exitCode(Process script) {
    try {
      if (!script.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("The cluster did not end within " + STOP);
      }
      return script.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Nothing is left of it, even if the script did not do what it should. */
  @Override
  public void close() {
    List<ProcessHandle> left = processes();
    try {
      stop();
    } finally {
      left.forEach(ProcessHandle::destroyForcibly);
      script.destroyForcibly();
    }
  }
}
