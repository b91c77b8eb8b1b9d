package org.jobscribe.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.derby.iapi.jdbc.AutoloadedDriver;

/**
 * Opens connections to whichever database the URL names, so that one WAR serves both. The server's
 * connection pool makes one of these from {@link Schema}'s {@code @DataSourceDefinition} and sets
 * its properties; nothing else uses it.
 *
 * <p>A PostgreSQL connection gets what failover relies on, unless the URL says otherwise: a session
 * that sits idle in a transaction is ended after five seconds (else a frozen node would keep its
 * successor out for ever), nobody waits longer than ten seconds for a lock, and TCP keepalive is
 * on. Every query goes by a key or an index, whatever PostgreSQL knows or does not know yet of a
 * table: after an import it has no statistics for up to minutes. Nobody waits longer than {@link
 * DatabaseTimeout} for an answer either, nor longer than ten seconds for a connection: a server
 * that hangs must not hold the threads that ask it.
 */
public class JobscribeDataSource extends PlainDataSource {

  /**
   * To read a table as a whole, to hash or to sort it, is never an option, and compiling a query
   * never worth it.
   */
  private static final String BY_KEYS =
      "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off ";

  /** How many pages of a database Derby keeps in memory: a setting of the JVM. */
  private static final String DERBY_PAGES = "derby.storage.pageCacheSize";

  /** Derby's own default. */
  private static final long FEWEST_PAGES = 1_000;

  /** 256 MB. */
  private static final long MOST_PAGES = 65_536;

  /** Of the heap, for those pages; they take half as much again when their rows are in use. */
  private static final int PART_OF_HEAP = 32;

  private static final Duration LONGEST_LOGIN = Duration.ofSeconds(10);

  private final AtomicInteger generation = new AtomicInteger();

  private String url;
  private String user;
  private String password;
  private Duration timeout = Duration.ZERO;

  @Override
  public Connection getConnection() throws SQLException {
    return getConnection(user, password);
  }

  @Override
  public Connection getConnection(String asUser, String withPassword) throws SQLException {
    DatabaseKind kind = DatabaseKind.of(url);
    Connection connection = driver(kind).connect(url, properties(kind, asUser, withPassword));
    if (kind == DatabaseKind.POSTGRESQL) {
      connection.setNetworkTimeout(Runnable::run, (int) timeout.toMillis());
      return PooledConnection.of(connection, generation);
    }
    return connection;
  }

  /**
   * The same database for statements that may take long, such as a migration. Its connections are
   * not pooled.
   */
  JobscribeDataSource withoutTimeout() {
    JobscribeDataSource patient = new JobscribeDataSource();
    patient.url = url;
    patient.user = user;
    patient.password = password;
    return patient;
  }

  private static Driver driver(DatabaseKind kind) {
    return switch (kind) {
      case DERBY -> {
        giveDerbyMemory();
        yield new AutoloadedDriver();
      }
      case POSTGRESQL -> new org.postgresql.Driver();
    };
  }

  /** Before it opens its first database: by default these are four megabytes for each. */
  private static void giveDerbyMemory() {
    if (System.getProperty(DERBY_PAGES) == null) {
      long pages = Runtime.getRuntime().maxMemory() / PART_OF_HEAP / Schema.DERBY_PAGE;
      System.setProperty(
          DERBY_PAGES, Long.toString(Math.max(FEWEST_PAGES, Math.min(pages, MOST_PAGES))));
    }
  }

  private Properties properties(DatabaseKind kind, String user, String password) {
    Properties properties = new Properties();
    setIfGiven(properties, "user", user);
    setIfGiven(properties, "password", password);
    if (kind == DatabaseKind.POSTGRESQL) {
      properties.setProperty("ApplicationName", "jobscribe");
      String pooled =
          timeout.isZero() ? "" : "-c idle_in_transaction_session_timeout=5s " + BY_KEYS;
      properties.setProperty("options", pooled + "-c lock_timeout=10s");
      properties.setProperty("tcpKeepAlive", "true");
      properties.setProperty("loginTimeout", longestLogin());
      properties.setProperty("connectTimeout", longestLogin());
      properties.setProperty("socketTimeout", longestLogin());
      properties.setProperty("reWriteBatchedInserts", "true");
    }
    return properties;
  }

  /** In seconds. */
  private String longestLogin() {
    boolean isShorter = !timeout.isZero() && timeout.compareTo(LONGEST_LOGIN) < 0;
    return Long.toString((isShorter ? timeout : LONGEST_LOGIN).toSeconds());
  }

  private static void setIfGiven(Properties properties, String name, String value) {
    if (value != null && !value.isBlank()) {
      properties.setProperty(name, value);
    }
  }

  public String getUrl() {
    return url;
  }

  public void setUrl(String url) {
    this.url = url;
  }

  public String getUser() {
    return user;
  }

  public void setUser(String user) {
    this.user = user;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  /**
   * @param timeout see {@link DatabaseTimeout}; without it, there is none
   */
  public void setTimeout(String timeout) {
    this.timeout = DatabaseTimeout.parse(timeout);
  }
}
