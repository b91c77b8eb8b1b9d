package org.jobscribe.idempotency;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import org.jobscribe.database.DatabaseFailed;
import org.jobscribe.job.Job;
import org.jobscribe.problem.KeyInUse;
import org.jobscribe.problem.Violation;

/**
 * Submits a job together with its key: one transaction, so that neither is ever there without the
 * other. The key is taken first; its uniqueness in the database lets one of several identical
 * requests through, on whichever nodes they are.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class KeyTransaction {

  @Inject private StoredKeys keys;

  public KeyTransaction() {}

  KeyTransaction(StoredKeys keys) {
    this.keys = keys;
  }

  /**
   * @param expiry keys that are not younger do not count
   * @throws KeyInUse if another request has, or had, the key; nothing of this one is kept
   */
  public Job submit(
      KeyedRequest request,
      Instant now,
      Instant expiry,
      IdempotentSubmission.Submission submission) {
    take(request, now, expiry);
    try {
      Job job = submission.submit();
      keys.assign(request, job.id());
      return job;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }

  private void take(KeyedRequest request, Instant now, Instant expiry) {
    try {
      keys.take(request, now, expiry);
    } catch (SQLException e) {
      throw isInUse(e) ? inUse(request) : new DatabaseFailed(e);
    }
  }

  /**
   * Class 23 is a key that is there, 40 a wait for one that did not end well (SQL:2016, 24.1),
   * 55P03 one that PostgreSQL ended.
   */
  static boolean isInUse(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return state.startsWith("23") || state.startsWith("40") || state.equals("55P03");
  }

  static KeyInUse inUse(KeyedRequest request) {
    String key = request.key().orElseThrow();
    return new KeyInUse(
        Violation.inHeader(
            IdempotencyKey.HEADER,
            key,
            "%s '%s' is in use by a request that has not ended yet; send this one again later"
                .formatted(IdempotencyKey.HEADER, key)));
  }
}
