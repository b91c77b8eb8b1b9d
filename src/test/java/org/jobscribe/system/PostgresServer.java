package org.jobscribe.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL server below {@code target/system}, with its port and its data for as long as this
 * JVM lives: it can be stopped, and started again where it was.
 */
final class PostgresServer {

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
    server.start();
    Scratch.beforeRemoval(server::end);
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

  /** Ends all its connections, and takes no new ones. */
  void stop() {
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops all its processes in their tracks: it takes connections and questions, and is silent. */
  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  private void signal(String signal) {
    postmaster().stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .forEach(process -> Processes.run("kill", "-" + signal, Long.toString(process.pid())));
  }

  /** Empty if the server does not run. */
  Optional<ProcessHandle> postmaster() {
    try {
      String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
      return ProcessHandle.of(Long.parseLong(pid));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when it has ended, by this call or another: its library stops it with this JVM too. */
  private void end() {
    Optional<ProcessHandle> process = postmaster();
    stop();
    process.ifPresent(postmaster -> postmaster.onExit().join());
  }

  /** The URL of a new, empty database. */
  String newDatabase() {
    String name = "jobscribe" + DATABASES.incrementAndGet();
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
  }

  /** Started when it is asked for the first time; ends with this JVM. */
  private static final class Shared {
    static final PostgresServer SERVER = newServer(Durability.NONE);
  }
}
