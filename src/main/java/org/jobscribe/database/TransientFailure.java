package org.jobscribe.database;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.resource.spi.ResourceAllocationException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Tells failures that a repetition may heal from those that it cannot: a job tries again, and a
 * client is told to.
 */
public final class TransientFailure {

  /**
   * SQLSTATE classes: 08 connection, 40 rollback (deadlock, serialization), 53 resources, 55P03
   * lock timeout, 57P shutdown, 25P03 idle; XSD and XSL when Derby cannot write to its files.
   */
  private static final List<String> STATES =
      List.of("08", "40", "53", "55P03", "57P", "25P03", "XSD", "XSL");

  /** PostgreSQL's query_canceled. */
  private static final String CUT_OFF = "57014";

  /** Derby's lock timeout. */
  private static final String NO_LOCK = "40XL1";

  /** An exception in Derby's own code that is none of its documented ones. */
  private static final String IN_DERBY = "XJ001";

  private TransientFailure() {}

  public static boolean is(Throwable failure) {
    return hasCause(
        failure,
        cause ->
            cause instanceof OptimisticLockException
                || cause instanceof PessimisticLockException
                || cause instanceof LockTimeoutException
                || cause instanceof SQLTransientException
                || cause instanceof ResourceAllocationException // the pool gives no connection
                || (cause instanceof SQLException sql && mayHeal(sql)));
  }

  /**
   * Derby shuts its database down when it cannot write to its files. A statement that runs at that
   * moment, or later where this ended half way, meets what is no longer there.
   */
  private static boolean mayHeal(SQLException failure) {
    return STATES.stream().anyMatch(state(failure)::startsWith)
        || (IN_DERBY.equals(state(failure))
            && hasCause(failure, NullPointerException.class::isInstance));
  }

  /** Another transaction changed the same at the same time. */
  public static boolean isConflict(Throwable failure) {
    return hasCause(failure, OptimisticLockException.class::isInstance);
  }

  /**
   * Derby gave no lock: after its timeout, or at once where it never waits, which is when an insert
   * needs new values of an identity column and another transaction uses the row that has them.
   */
  public static boolean isLockTimeout(Throwable failure) {
    return hasCause(
        failure, cause -> cause instanceof SQLException sql && NO_LOCK.equals(state(sql)));
  }

  /**
   * The database cut a statement off, because it took too long or because an administrator said so:
   * a smaller one may do, and if there is none, a later one.
   */
  public static boolean isCutOff(Throwable failure) {
    return hasCause(
        failure, cause -> cause instanceof SQLException sql && CUT_OFF.equals(state(sql)));
  }

  private static boolean hasCause(Throwable failure, Predicate<Throwable> wanted) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(wanted);
  }

  private static String state(SQLException failure) {
    return failure.getSQLState() == null ? "" : failure.getSQLState();
  }
}
