package org.jobscribe.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Brings the database to this version's schema when the application starts; a failure stops the
 * deployment. Every other start-up bean depends on this one. Shuts the embedded database down at
 * the end, so that the next process finds it closed.
 */
@Startup
@Singleton
@Lock(LockType.READ) // it changes no more once it has started
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
    name = Schema.DATA_SOURCE,
    className = "org.jobscribe.database.JobscribeDataSource",
    url = "${MPCONFIG=jobscribe.db.url:" + Schema.EMBEDDED_URL + "}",
    user = "${MPCONFIG=jobscribe.db.user:}",
    password = "${MPCONFIG=jobscribe.db.password:}",
    isolationLevel = Connection.TRANSACTION_READ_COMMITTED,
    minPoolSize = 0,
    maxPoolSize = 32,
    properties = {
      Schema.TIMEOUT,
      "fish.payara.statement-cache-size=100",
      "fish.payara.statement-cache-type=FIXED",
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.validate-atmost-once-period-in-seconds=1",
      Schema.VALIDATION,
      Schema.VALIDATOR
    })
@DataSourceDefinition(
    name = Schema.LEASES,
    className = "org.jobscribe.database.JobscribeDataSource",
    url = "${MPCONFIG=jobscribe.db.url:" + Schema.EMBEDDED_URL + "}",
    user = "${MPCONFIG=jobscribe.db.user:}",
    password = "${MPCONFIG=jobscribe.db.password:}",
    isolationLevel = Connection.TRANSACTION_READ_COMMITTED,
    transactional = false, // a transaction has one connection, and may not take a second one
    minPoolSize = 0,
    maxPoolSize = 4,
    properties = {
      Schema.TIMEOUT,
      "fish.payara.statement-cache-size=20",
      "fish.payara.statement-cache-type=FIXED",
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.validate-atmost-once-period-in-seconds=1",
      Schema.VALIDATION,
      Schema.VALIDATOR
    })
public class Schema {

  /** The server's pool; only {@link TransactionDataSource} gives its connections to features. */
  static final String DATA_SOURCE = "java:app/jdbc/jobscribe";

  /** The few connections of {@link #leases}. */
  static final String LEASES = "java:app/jdbc/jobscribe-leases";

  static final String TIMEOUT =
      "timeout=${MPCONFIG=" + DatabaseTimeout.KEY + ":" + DatabaseTimeout.DEFAULT + "}";
  static final String VALIDATION = "fish.payara.connection-validation-method=custom-validation";
  static final String VALIDATOR =
      "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation";

  /** The default: an embedded Derby in the server's working directory. */
  public static final String EMBEDDED_URL = "jdbc:derby:jobscribe-db;create=true";

  /** Bytes of a page of a Derby table, see {@link #setUpDerby}. */
  static final int DERBY_PAGE = 4_096;

  private static final Logger LOG = System.getLogger(Schema.class.getName());

  @Resource(lookup = DATA_SOURCE)
  private DataSource dataSource;

  @Resource(lookup = LEASES)
  private DataSource leases;

  @Inject private Config config;

  private DatabaseKind kind;
  private MigrationVersion version;

  @PostConstruct
  void migrate() {
    DatabaseTimeout.parse(config.getValue(DatabaseTimeout.KEY, String.class));
    kind = databaseKind();
    if (kind == DatabaseKind.DERBY) {
      setUpDerby();
    }
    Flyway flyway =
        Flyway.configure(getClass().getClassLoader())
            .dataSource(withoutTimeout())
            .placeholders(kind.columnTypes())
            .load();
    flyway.migrate();
    version = newestMigration(flyway);
    LOG.log(Level.INFO, "The schema in {0} is up to date: version {1}", kind, version);
  }

  /**
   * Connections that are not pooled, and that nobody is kept from using for as long as it takes.
   */
  public DataSource withoutTimeout() {
    try {
      return dataSource.unwrap(JobscribeDataSource.class).withoutTimeout();
    } catch (SQLException e) {
      throw new IllegalStateException("The server's pool hides its DataSource", e);
    }
  }

  /**
   * Connections by which a node keeps its jobs: a crowd of requests that holds all the others
   * cannot keep it from saying that it lives. They join no transaction.
   */
  public DataSource leases() {
    return leases;
  }

  private static MigrationVersion newestMigration(Flyway flyway) {
    return Arrays.stream(flyway.info().all())
        .filter(migration -> migration.getState().isResolved())
        .map(MigrationInfo::getVersion)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** The schema's version that this application was made for. */
  public String version() {
    return version.getVersion();
  }

  /**
   * Whether this application can work with a schema of that version: its own, or a newer one, which
   * a newer node has made.
   */
  public boolean accepts(String stored) {
    return MigrationVersion.fromVersion(stored).compareTo(version) >= 0;
  }

  /** The database that this application runs on. */
  public DatabaseKind kind() {
    return kind;
  }

  private DatabaseKind databaseKind() {
    try (Connection connection = dataSource.getConnection()) {
      return DatabaseKind.of(connection.getMetaData().getURL());
    } catch (SQLException e) {
      throw new IllegalStateException(
          "No connection to the database that jobscribe.db.url (JOBSCRIBE_DB_URL) names: "
              + e.getMessage(),
          e);
    }
  }

  /**
   * By default Derby gives a table with long columns pages of 32 KiB: when the disk has no room for
   * the whole of one, the database can never be opened again. Pages as large as the file system's
   * blocks are written whole or not at all. By default Derby locks the whole table once a
   * transaction holds 5,000 rows of it: readers would wait for a chunk of work. And it waits a
   * minute for a lock.
   */
  private void setUpDerby() {
    try (Connection connection = dataSource.getConnection();
        CallableStatement call =
            connection.prepareCall("CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY(?, ?)")) {
      set(call, "derby.storage.pageSize", Integer.toString(DERBY_PAGE));
      set(call, "derby.locks.escalationThreshold", "1000000");
      set(call, "derby.locks.waitTimeout", "10");
      set(call, "derby.locks.deadlockTimeout", "5");
    } catch (SQLException e) {
      throw new IllegalStateException("The embedded database cannot be set up", e);
    }
  }

  private static void set(CallableStatement call, String property, String value)
      throws SQLException {
    call.setString(1, property);
    call.setString(2, value);
    call.execute();
  }

  @PreDestroy
  void shutDown() {
    if (kind == DatabaseKind.DERBY) {
      shutDownDerby();
    }
  }

  private static void shutDownDerby() {
    try {
      DriverManager.getConnection("jdbc:derby:;shutdown=true").close();
    } catch (SQLException e) {
      LOG.log(
          Level.DEBUG,
          "Derby reports its end as an exception: {0}",
          e.getMessage()); // XJ015 always
    }
  }
}
