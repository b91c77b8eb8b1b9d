package org.jobscribe.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.jobscribe.database.JobscribeDataSource;

/** A new, empty database for a server; and a look into it beside the server. */
public final class Database {

  private final String url;
  private final String user;
  private final PostgresServer server;

  private Database(String url, String user, PostgresServer server) {
    this.url = url;
    this.user = user;
    this.server = server;
  }

  /** An embedded database below {@code target/system}. One process at a time can open it. */
  public static Database derby() {
    return new Database(
        "jdbc:derby:" + Scratch.newDirectory("derby").resolve("db") + ";create=true", "", null);
  }

  /** A database on the PostgreSQL server that all such databases share. */
  public static Database postgres() {
    return on(PostgresServer.shared());
  }

  /** A database on a PostgreSQL server of its own, which {@link #stop} and {@link #freeze} mean. */
  public static Database ownPostgres() {
    return on(PostgresServer.newServer(PostgresServer.Durability.NONE));
  }

  /** The same with commits that wait for the disk, as PostgreSQL's defaults have it. */
  public static Database durablePostgres() {
    return on(PostgresServer.newServer(PostgresServer.Durability.DISK));
  }

  private static Database on(PostgresServer server) {
    return new Database(server.newDatabase(), PostgresServer.USER, server);
  }

  /** Another database on the same PostgreSQL server. */
  public Database sibling() {
    return on(server);
  }

  /** Ends the PostgreSQL server, which no other database may share. */
  public void stop() {
    ownServer().stop();
  }

  /** Starts the PostgreSQL server again, on its port and with its data. */
  public void start() {
    ownServer().start();
  }

  /** Stops the PostgreSQL server in its tracks: it says nothing, and ends no connection. */
  public void freeze() {
    ownServer().freeze();
  }

  public void thaw() {
    ownServer().thaw();
  }

  /** The PostgreSQL server, whose descendants serve its connections. */
  public ProcessHandle serverProcess() {
    return ownServer().postmaster().orElseThrow();
  }

  private PostgresServer ownServer() {
    if (server == null || server == PostgresServer.shared()) {
      throw new IllegalStateException("This database has no server of its own");
    }
    return server;
  }

  /**
   * Connections as the product's pool makes them; an embedded database stays open until {@link
   * #close}, and no server can have it meanwhile.
   */
  public DataSource dataSource() {
    JobscribeDataSource source = new JobscribeDataSource();
    source.setUrl(url);
    source.setUser(user);
    return source;
  }

  /** Closes the database, if it is embedded and open in this process. */
  public void close() {
    closeIfEmbedded();
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
   * again afterwards. PostgreSQL has a minute for each answer.
   */
  public <T> T ask(Question<T> question) {
    return ask(PostgresServer.PATIENCE, question);
  }

  /** The same for statements that may take as long as they like, as those of benchmarks do. */
  public <T> T askPatiently(Question<T> question) {
    return ask(Duration.ZERO, question);
  }

  private <T> T ask(Duration patience, Question<T> question) {
    try (Connection connection = connect(patience)) {
      return question.ask(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      closeIfEmbedded();
    }
  }

  private Connection connect(Duration patience) throws SQLException {
    return server == null
        ? DriverManager.getConnection(url)
        : PostgresServer.connect(url, patience);
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
}
