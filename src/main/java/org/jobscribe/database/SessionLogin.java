package org.jobscribe.database;

import org.eclipse.persistence.sessions.JNDIConnector;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * How EclipseLink comes by connections: those of the transaction that JDBC works on, see {@link
 * TransactionDataSource}. And a query fails at once when the database is gone: by default it is
 * tried three times, five seconds apart, and callers would wait ten seconds for their 503 and hold
 * the server's threads. The pool hands out checked connections only, so that the first try is as
 * good as any.
 */
public class SessionLogin implements SessionCustomizer {

  @Override
  public void customize(Session session) {
    JNDIConnector connector = (JNDIConnector) session.getLogin().getConnector();
    connector.setDataSource(new TransactionDataSource(connector.getDataSource()));
    session.getLogin().setQueryRetryAttemptCount(0);
  }
}
