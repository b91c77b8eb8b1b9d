package org.jobscribe.engine;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.resource.spi.ResourceAllocationException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;

/** Tells failures that a repetition may heal from those that it cannot. */
final class TransientFailure {

  /**
   * SQLSTATE classes: 08 connection, 40 rollback (deadlock, serialization), 53 resources, 55P03
   * lock timeout, 57P shutdown, 25P03 idle; XSD and XSL when Derby cannot write to its files.
   */
  private static final List<String> STATES =
      List.of("08", "40", "53", "55P03", "57P", "25P03", "XSD", "XSL");

  private TransientFailure() {}

  static boolean is(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isLock(cause)
          || cause instanceof SQLTransientException
          || cause instanceof ResourceAllocationException // the pool gives no connection
          || (cause instanceof SQLException sql && hasTransientState(sql))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLock(Throwable cause) {
    return cause instanceof OptimisticLockException
        || cause instanceof PessimisticLockException
        || cause instanceof LockTimeoutException;
  }

  private static boolean hasTransientState(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && STATES.stream().anyMatch(state::startsWith);
  }
}
