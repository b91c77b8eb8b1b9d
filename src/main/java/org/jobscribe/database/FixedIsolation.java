package org.jobscribe.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection that knows its isolation level: the server's pool asks for it whenever a connection
 * comes back, and PostgreSQL's driver would ask the database each time, which costs as much as the
 * reading of a job.
 */
final class FixedIsolation implements InvocationHandler {

  private final Connection connection;
  private volatile int level;

  private FixedIsolation(Connection connection, int level) {
    this.connection = connection;
    this.level = level;
  }

  static Connection of(Connection connection) throws SQLException {
    return (Connection)
        Proxy.newProxyInstance(
            FixedIsolation.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new FixedIsolation(connection, connection.getTransactionIsolation()));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("getTransactionIsolation")) {
      return level;
    }
    try {
      Object result = method.invoke(connection, arguments);
      if (method.getName().equals("setTransactionIsolation")) {
        level = (int) arguments[0];
      }
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
