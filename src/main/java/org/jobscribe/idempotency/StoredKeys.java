package org.jobscribe.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The keys and the jobs that they belong to. Works in the caller's transaction where there is one.
 * Thread-safe.
 */
@ApplicationScoped
class StoredKeys {

  /** How many expired keys are removed at once. */
  static final int BATCH = 100;

  private static final String FIND =
      "SELECT request, job_id FROM idempotency_key --DERBY-PROPERTIES constraint=IDEMPOTENCY_KEY_PK\n"
          + " WHERE caller = ? AND client_key = ? AND created_at > ?";
  private static final String INSERT =
      "INSERT INTO idempotency_key (request, created_at, caller, client_key) VALUES (?, ?, ?, ?)";
  private static final String ASSIGN =
      "UPDATE idempotency_key SET job_id = ? WHERE caller = ? AND client_key = ?";
  private static final String EXPIRED =
      "SELECT caller, client_key FROM idempotency_key WHERE created_at <= ?"
          + " ORDER BY created_at, caller, client_key FETCH FIRST ? ROWS ONLY";
  private static final String REMOVE =
      "DELETE FROM idempotency_key WHERE caller = ? AND client_key = ? AND created_at <= ?";

  @Inject private DataSource dataSource;

  StoredKeys() {}

  StoredKeys(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * What a key was used for.
   *
   * @param request the request's fingerprint
   */
  record Use(String request, long jobId) {}

  /**
   * What the request's key was used for.
   *
   * @param expiry keys that are not younger do not count
   */
  Optional<Use> find(KeyedRequest request, Instant expiry) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(FIND)) {
      bind(select, 1, request);
      select.setLong(3, expiry.toEpochMilli());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new Use(row.getString(1), row.getLong(2)))
            : Optional.empty();
      }
    }
  }

  /**
   * Takes the request's key, which then belongs to the caller's transaction. Waits for another
   * transaction that has taken it.
   *
   * @throws SQLException if the other one has committed; the caller's transaction is over then
   */
  void take(KeyedRequest request, Instant now, Instant expiry) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement remove = connection.prepareStatement(REMOVE);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      bind(remove, 1, request);
      remove.setLong(3, expiry.toEpochMilli());
      remove.executeUpdate();
      insert.setString(1, request.fingerprint());
      insert.setLong(2, now.toEpochMilli());
      bind(insert, 3, request);
      insert.executeUpdate();
    }
  }

  /** Says which job the key belongs to, in the transaction that took it. */
  void assign(KeyedRequest request, long jobId) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(ASSIGN)) {
      update.setLong(1, jobId);
      bind(update, 2, request);
      update.executeUpdate();
    }
  }

  /**
   * Removes the oldest expired keys, {@value #BATCH} at most.
   *
   * @return how many there were
   */
  int removeExpired(Instant expiry) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(EXPIRED);
        PreparedStatement remove = connection.prepareStatement(REMOVE)) {
      select.setLong(1, expiry.toEpochMilli());
      select.setInt(2, BATCH);
      int found = 0;
      try (ResultSet row = select.executeQuery()) {
        for (; row.next(); found++) {
          remove.setString(1, row.getString(1));
          remove.setString(2, row.getString(2));
          remove.setLong(3, expiry.toEpochMilli());
          remove.addBatch();
        }
      }
      remove.executeBatch();
      return found;
    }
  }

  private static void bind(PreparedStatement statement, int first, KeyedRequest request)
      throws SQLException {
    statement.setString(first, request.caller());
    statement.setString(first + 1, request.key().orElseThrow());
  }
}
