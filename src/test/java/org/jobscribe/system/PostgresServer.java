package org.jobscribe.system;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A PostgreSQL server below {@code target/system}, with its port and its data for as long as this
 * JVM lives: it can be stopped, and started again where it was.
 */
final class PostgresServer {

  static final String USER = "postgres";

  /** How long tests wait for an answer. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Logger LOG = System.getLogger(PostgresServer.class.getName());
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path data;
  private final int port;
  private final Durability durability;
  private EmbeddedPostgres running;

  private PostgresServer(Path data, int port, Durability durability) {
    this.data = data;
    this.port = port;
    this.durability = durability;
  }

  /** Whether a commit waits for the disk: as it does by default, or not, as tests do. */
  enum Durability {
    DISK("on"),
    NONE("off");

    private final String setting;

    Durability(String setting) {
      this.setting = setting;
    }
  }

  /** The one that tests share that leave it alone. */
  static PostgresServer shared() {
    return Shared.SERVER;
  }

  static PostgresServer newServer(Durability durability) {
    PostgresServer server =
        new PostgresServer(Scratch.newDirectory("postgres"), Server.freePort(), durability);
    Scratch.beforeRemoval(server::stop);
    server.start();
    return server;
  }

  void start() {
    Redirect log = Redirect.appendTo(Server.DIRECTORY.resolve("postgres.log").toFile());
    try {
      running =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port)
              .setServerConfig("fsync", durability.setting)
              .setServerConfig("synchronous_commit", durability.setting)
              .setOutputRedirector(log)
              .setErrorRedirector(log)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns when it has ended with all its connections, by this call or another: its library stops
   * it with this JVM too.
   */
  void stop() {
    thaw(); // else it would not hear it
    askToStop();
    try {
      await("PostgreSQL has stopped").atMost(STOP).until(() -> postmaster().isEmpty());
    } catch (ConditionTimeoutException e) {
      LOG.log(Level.WARNING, "PostgreSQL did not stop within {0} and is killed", STOP);
      kill();
    }
  }

  /** The library gives up after five seconds, and only logs that. */
  private void askToStop() {
    if (running != null) {
      try {
        running.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void kill() {
    List<ProcessHandle> processes =
        postmaster().stream()
            .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
            .toList();
    Each.of(processes, ProcessHandle::destroyForcibly);
    await("PostgreSQL's processes have ended")
        .atMost(STOP)
        .until(() -> processes.stream().noneMatch(PostgresServer::runs));
  }

  /** Stops all its processes in their tracks: it takes connections and questions, and is silent. */
  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  /** First the postmaster: it makes no process then that the signal would not reach. */
  private void signal(String signal) {
    postmaster().ifPresent(postmaster -> signalFamily(signal, postmaster));
  }

  private static void signalFamily(String signal, ProcessHandle postmaster) {
    signal(signal, postmaster);
    Each.of(postmaster.descendants().toList(), process -> signal(signal, process));
  }

  private static void signal(String signal, ProcessHandle process) {
    try {
      Processes.run("kill", "-" + signal, Long.toString(process.pid()));
    } catch (IllegalStateException e) {
      if (runs(process)) { // else it has ended meanwhile, as a connection's does
        throw e;
      }
    }
  }

  /** Empty if the server does not run. */
  Optional<ProcessHandle> postmaster() {
    try {
      String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
      return ProcessHandle.of(Long.parseLong(pid)).filter(PostgresServer::runs);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A process that has ended is listed until its parent asks what came of it, which not every init
   * does; and its number may be another program's by now.
   */
  private static boolean runs(ProcessHandle process) {
    return process.info().command().filter(program -> program.endsWith("postgres")).isPresent();
  }

  /** The URL of a new, empty database. */
  String newDatabase() {
    String name = "jobscribe" + DATABASES.incrementAndGet();
    try (Connection connection = connect(url("postgres"), PATIENCE);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return url(name);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /**
   * A connection for what tests ask themselves.
   *
   * @param patience for each answer, in whole seconds; zero: for ever
   */
  static Connection connect(String url, Duration patience) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("socketTimeout", Long.toString(patience.toSeconds()));
    return DriverManager.getConnection(url, properties);
  }

  /** Started when it is asked for the first time; ends with this JVM. */
  private static final class Shared {
    static final PostgresServer SERVER = newServer(Durability.NONE);
  }
}
