package org.jobscribe.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * One connection for each transaction, which JDBC and JPA share, whoever asks for it first; closing
 * it leaves it to the transaction's end. The server's pool would give a transaction that has a
 * connection in use a second one for a moment: when as many transactions as it has connections each
 * wait for their second, all of them stand still. Without a transaction, a connection is the
 * pool's. Thread-safe.
 */
@ApplicationScoped
public class TransactionDataSource extends PlainDataSource {

  private static final Logger LOG = System.getLogger(TransactionDataSource.class.getName());
  private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";

  /** A transaction that is over needs its connection no more. */
  private static final Set<Integer> GOING_ON =
      Set.of(
          Status.STATUS_ACTIVE,
          Status.STATUS_MARKED_ROLLBACK,
          Status.STATUS_PREPARING,
          Status.STATUS_COMMITTING);

  /** The transaction's connection is kept in the transaction under this key. */
  private static final Object KEY = TransactionDataSource.class;

  @Resource(lookup = Schema.DATA_SOURCE)
  private DataSource pool;

  private volatile TransactionSynchronizationRegistry registry;

  /** For the container. */
  public TransactionDataSource() {}

  TransactionDataSource(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public Connection getConnection() throws SQLException {
    TransactionSynchronizationRegistry transaction = transaction();
    int status = transaction.getTransactionStatus();
    if (!GOING_ON.contains(status)) {
      return pool.getConnection();
    }
    Connection own = (Connection) transaction.getResource(KEY);
    if (own != null) {
      return BorrowedConnection.of(own);
    }
    return status == Status.STATUS_ACTIVE
        ? BorrowedConnection.of(newConnection(transaction))
        : pool.getConnection();
  }

  private Connection newConnection(TransactionSynchronizationRegistry transaction)
      throws SQLException {
    Connection connection = pool.getConnection();
    try {
      transaction.registerInterposedSynchronization(new Closing(connection));
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
    transaction.putResource(KEY, connection);
    return connection;
  }

  /** Looked up once: it stands for whichever transaction the asking thread is in. */
  private TransactionSynchronizationRegistry transaction() throws SQLException {
    if (registry == null) {
      try {
        registry = InitialContext.doLookup(REGISTRY);
      } catch (NamingException e) {
        throw new SQLException(e);
      }
    }
    return registry;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLException("The database's user is configured");
  }

  /** Gives the connection back when the transaction is over. */
  private record Closing(Connection connection) implements Synchronization {
    @Override
    public void beforeCompletion() {
      // it is still needed
    }

    @Override
    public void afterCompletion(int status) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.log(Level.DEBUG, "A connection cannot be closed, and was lost: {0}", e.getMessage());
      }
    }
  }
}
