package org.jobscribe.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The packaged WAR on Payara Micro, started by {@code server-config/node} on a free port of the
 * loopback address. Its log is {@code NAME.log} in {@link #DIRECTORY}; its other files are removed
 * when it has ended. No server outlives the JVM of the tests.
 */
public final class Server implements AutoCloseable {

  /** Less memory and less compiling than in production: tests start many servers. */
  public static final String SMALL_JVM = "-XX:TieredStopAtLevel=1 -Xmx512m";

  /** Below {@code target/system}, of this JVM alone. */
  public static final Path DIRECTORY =
      Path.of(System.getProperty("jobscribe.scratch", "target/system/1")).toAbsolutePath();

  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration STOP = Duration.ofSeconds(40);
  private static final Pattern READY = Pattern.compile("Payara Micro .* ready in ");
  private static final Pattern LINK = Pattern.compile("sign in with \\S+#token=(\\S+)");
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)$");
  private static final Pattern CAUSE = Pattern.compile("(?m)^Caused by: (.+)$");
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
  private static final Map<String, Integer> STARTS = new ConcurrentHashMap<>();

  static {
    Scratch.beforeRemoval(() -> Each.of(RUNNING, Server::end));
  }

  private final String name;
  private final int port;
  private final Path files;
  private final Process process;

  private Server(
      String name, Map<String, String> environment, String jvmOptions, String... arguments) {
    this.name = name;
    this.port = freePort();
    this.files = Scratch.newDirectory(name);
    this.process = launch(environment, jvmOptions, arguments);
    RUNNING.add(process);
  }

  private Server(String name, int port, Path files, Process process) {
    this.name = name;
    this.port = port;
    this.files = files;
    this.process = process;
  }

  /** As {@link #start(String, Map, String, String...)}, on a {@link #SMALL_JVM}. */
  public static Server start(String name, Map<String, String> environment) {
    return start(name, environment, SMALL_JVM);
  }

  /**
   * Returns when the application answers.
   *
   * @param name for the log; the second server of a name is NAME-2
   * @param environment the settings, and nothing but them
   * @param jvmOptions separated by blanks
   * @param arguments of the node, for Payara Micro
   * @throws IllegalStateException if the application does not start; the message has the reasons
   *     that the server's log gives
   */
  public static Server start(
      String name, Map<String, String> environment, String jvmOptions, String... arguments) {
    if (jvmOptions.equals(SMALL_JVM)) {
      ClassArchive.writeOnce();
    }
    return start(START, name, environment, jvmOptions, arguments);
  }

  /**
   * @param atMost how long that may take
   */
  static Server start(
      Duration atMost,
      String name,
      Map<String, String> environment,
      String jvmOptions,
      String... arguments) {
    Server server = new Server(logName(name), environment, jvmOptions, arguments);
    try {
      server.awaitAnswer(atMost);
      return server;
    } catch (IllegalStateException e) {
      server.kill();
      throw e;
    }
  }

  /** Returns at once: for a server that may end by itself before it answers. */
  public static Server launch(String name, Map<String, String> environment) {
    return new Server(logName(name), environment, SMALL_JVM);
  }

  /**
   * A node that a script has started, and ends.
   *
   * @param log its file, without {@code .log}
   */
  static Server of(Process script, Path log, int port) {
    return new Server(DIRECTORY.relativize(log).toString(), port, log.getParent(), script);
  }

  private static String logName(String name) {
    int start = STARTS.merge(name, 1, Integer::sum);
    return start == 1 ? name : name + "-" + start;
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch(Map<String, String> environment, String jvmOptions, String... arguments) {
    try {
      ProcessBuilder node =
          new ProcessBuilder(Path.of("server-config", "node").toAbsolutePath().toString())
              .directory(files.toFile())
              .redirectErrorStream(true)
              .redirectOutput(logFile().toFile());
      configure(node, Map.of("JOBSCRIBE_PORT", Integer.toString(port)), jvmOptions);
      boolean hasOwnPlace = environment.containsKey("JOBSCRIBE_UNPACKED");
      if (!hasOwnPlace && jvmOptions.equals(SMALL_JVM) && ClassArchive.isThere()) {
        node.environment().putAll(ClassArchive.environment(jvmOptions));
        Scratch.add(ClassArchive.filesOf(port));
      } else if (!hasOwnPlace) {
        node.command().addAll(List.of("--rootdir", files.resolve("root").toString()));
      }
      node.command().addAll(List.of(arguments));
      node.environment().putAll(environment);
      return node.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives a script of {@code server-config} these settings, and nothing but them. */
  static void configure(ProcessBuilder script, Map<String, String> settings, String jvmOptions) {
    Map<String, String> environment = script.environment();
    environment.keySet().removeIf(key -> key.startsWith("JOBSCRIBE_") || key.startsWith("MP_JWT_"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JAVA_OPTS", jvmOptions);
    environment.putAll(settings);
  }

  /**
   * A server whose application failed stays, and answers 404: so the log is asked first, then the
   * application.
   */
  void awaitAnswer() {
    awaitAnswer(START);
  }

  private void awaitAnswer(Duration atMost) {
    try {
      await(name + " is ready")
          .atMost(atMost)
          .pollDelay(Duration.ZERO)
          .until(() -> !process.isAlive() || READY.matcher(log()).find());
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException(name + " did not start in " + atMost + ": " + reasons(), e);
    }
    if (!process.isAlive() || statusOfAnonymous() != 401) {
      throw new IllegalStateException(name + " did not start: " + reasons());
    }
  }

  private int statusOfAnonymous() {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url() + "/api/v1/jobs")).timeout(START).build();
      return Http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String reasons() {
    String causes =
        CAUSE
            .matcher(log())
            .results()
            .map(cause -> cause.group(1))
            .distinct()
            .collect(Collectors.joining("\n"));
    return causes.isEmpty() ? log() : causes;
  }

  /** Without a slash at its end. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /**
   * The token of the ephemeral issuer, which the log shows.
   *
   * @throws IllegalStateException if this server has a configured issuer
   */
  public String token() {
    Matcher link = LINK.matcher(log());
    if (!link.find()) {
      throw new IllegalStateException(name + " shows no link");
    }
    return link.group(1);
  }

  /** What the server has logged up to now. */
  public String log() {
    try {
      return Files.readString(logFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path logFile() {
    return DIRECTORY.resolve(name + ".log");
  }

  /** Whether the process is there. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** To see what it uses. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Ends the process as a crash does. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(STOP);
  }

  /** Stops the process in its tracks: it holds what it holds and hears nothing. */
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  /**
   * From now on the process can write no file beyond that size, as if the disk had no room for
   * more.
   *
   * @param bytes {@code unlimited} for all the room that there is
   */
  public void limitFiles(String bytes) {
    Processes.run("prlimit", "--pid", pid(), "--fsize=" + bytes + ":unlimited");
  }

  /** What its threads do at this moment, as jcmd shows it. */
  public String threads() {
    return jcmd("Thread.print");
  }

  /** What the JVM answers to a diagnostic command. */
  public String jcmd(String command) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Processes.run(jcmd, pid(), command);
  }

  /** How many bytes the objects take that are in use at this moment, after a collection. */
  public long liveHeap() {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Matcher total = TOTAL.matcher(Processes.run(jcmd, pid(), "GC.class_histogram"));
    if (!total.find()) {
      throw new IllegalStateException("jcmd gives no total");
    }
    return Long.parseLong(total.group(1));
  }

  /** Ends the process in order. */
  public void stop() {
    stop(STOP);
  }

  /**
   * @param atMost how long that may take
   */
  void stop(Duration atMost) {
    process.destroy();
    awaitEnd(atMost);
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      thaw();
      stop();
    }
  }

  private void awaitEnd(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
        end(process);
        throw new IllegalStateException(name + " did not end within " + atMost);
      }
      RUNNING.remove(process);
      Scratch.remove(files);
      if (ClassArchive.isThere()) {
        Scratch.remove(ClassArchive.filesOf(port));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void end(Process process) {
    process.destroyForcibly().onExit().orTimeout(STOP.toSeconds(), TimeUnit.SECONDS).join();
  }

  private void signal(String signal) {
    Processes.run("kill", "-" + signal, pid());
  }

  private String pid() {
    return Long.toString(process.pid());
  }
}
