package org.jobscribe.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A new, empty database for a server; and a look into it beside the server. */
public final class Database {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String url;
  private final String user;

  private Database(String url, String user) {
    this.url = url;
    this.user = user;
  }

  /** An embedded database below {@code target/system}. One process at a time can open it. */
  public static Database derby() {
    try {
      Files.createDirectories(Server.DIRECTORY);
      return new Database(
          "jdbc:derby:"
              + Files.createTempDirectory(Server.DIRECTORY, "derby").resolve("db")
              + ";create=true",
          "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A database on the PostgreSQL server that lives as long as this JVM. */
  public static Database postgres() {
    String name = "jobscribe" + COUNT.incrementAndGet();
    try (Connection connection = Postgres.SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Database(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(Postgres.SERVER.getPort(), name), "postgres");
  }

  /** The settings that point a server to this database. */
  public Map<String, String> environment() {
    return Map.of("JOBSCRIBE_DB_URL", url, "JOBSCRIBE_DB_USER", user, "JOBSCRIBE_DEMO", "true");
  }

  /** What one wants to know of a database. */
  @FunctionalInterface
  public interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  /**
   * Asks the database itself; an embedded one only while no server has it open, and it is closed
   * again afterwards.
   */
  public <T> T ask(Question<T> question) {
    try (Connection connection = DriverManager.getConnection(url, user, "")) {
      return question.ask(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      closeIfEmbedded();
    }
  }

  private void closeIfEmbedded() {
    if (url.startsWith("jdbc:derby:")) {
      try {
        DriverManager.getConnection(url.replace(";create=true", ";shutdown=true")).close();
      } catch (SQLException e) {
        if (!"08006".equals(e.getSQLState())) { // that it has been closed is told as an exception
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /** Started when the first database is asked for; ends with this JVM. */
  private static final class Postgres {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        Files.createDirectories(Server.DIRECTORY);
        Redirect log = Redirect.appendTo(Server.DIRECTORY.resolve("postgres.log").toFile());
        return EmbeddedPostgres.builder().setOutputRedirector(log).setErrorRedirector(log).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
