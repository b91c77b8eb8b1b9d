package org.jobscribe.database;

import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Has a query fail at once when the database is gone. By default EclipseLink tries three times,
 * five seconds apart: callers would wait ten seconds for their 503 and hold the server's threads.
 * The pool hands out checked connections only, so that the first try is as good as any.
 */
public class NoRetries implements SessionCustomizer {

  @Override
  public void customize(Session session) {
    session.getLogin().setQueryRetryAttemptCount(0);
  }
}
