package org.jobscribe.database;

import jakarta.ejb.ApplicationException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;

/**
 * The database did not do what it was asked. Rolls the transaction back; the EJB container passes
 * it on as it is, and does not log it: whoever catches it knows whether it matters.
 */
@ApplicationException(rollback = true)
public final class DatabaseFailed extends PersistenceException {

  public DatabaseFailed(SQLException cause) {
    super(cause);
  }
}
