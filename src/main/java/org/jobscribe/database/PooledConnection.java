package org.jobscribe.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection that answers by itself what the server's pool asks it again and again.
 *
 * <p>It knows its isolation level: the pool asks for it whenever a connection comes back, and
 * PostgreSQL's driver would ask the database each time, which costs as much as the reading of a
 * job.
 *
 * <p>It belongs to a generation, which ends when the first of its connections is found broken. The
 * others are then not valid either, and are not asked: behind a server that hangs each would take
 * as long as the first to say nothing. Those in use are left alone.
 */
final class PooledConnection implements InvocationHandler {

  private static final int NONE = -1;

  private final Connection connection;
  private final AtomicInteger current;
  private volatile int generation = NONE;
  private volatile int isolation;

  private PooledConnection(Connection connection, AtomicInteger current) throws SQLException {
    this.connection = connection;
    this.current = current;
    this.isolation = connection.getTransactionIsolation();
  }

  /**
   * @param current the generation of the connections that are valid now; ended by the broken one
   */
  static Connection of(Connection connection, AtomicInteger current) throws SQLException {
    return (Connection)
        Proxy.newProxyInstance(
            PooledConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new PooledConnection(connection, current));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    return switch (method.getName()) {
      case "getTransactionIsolation" -> isolation;
      case "setTransactionIsolation" -> {
        connection.setTransactionIsolation((int) arguments[0]);
        isolation = (int) arguments[0];
        yield null;
      }
      case "isValid" -> isValid((int) arguments[0]);
      default -> call(method, arguments);
    };
  }

  /** A new connection belongs to no generation yet, and is always asked. */
  private boolean isValid(int seconds) throws SQLException {
    int now = current.get();
    if (generation != NONE && generation != now) {
      return false;
    }
    boolean valid = connection.isValid(seconds);
    if (valid) {
      generation = now;
    } else {
      current.compareAndSet(now, now + 1);
    }
    return valid;
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
