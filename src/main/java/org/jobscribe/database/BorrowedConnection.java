package org.jobscribe.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection that stays open when its borrower closes it. */
final class BorrowedConnection implements InvocationHandler {

  private final Connection lent;
  private boolean closed;

  private BorrowedConnection(Connection lent) {
    this.lent = lent;
  }

  static Connection of(Connection lent) {
    return (Connection)
        Proxy.newProxyInstance(
            BorrowedConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new BorrowedConnection(lent));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    return switch (method.getName()) {
      case "close" -> {
        closed = true;
        yield null;
      }
      case "isClosed" -> closed || lent.isClosed();
      default -> invokeLent(method, arguments);
    };
  }

  private Object invokeLent(Method method, Object[] arguments) throws Throwable {
    if (closed && method.getDeclaringClass() == Connection.class) {
      throw new SQLException("The connection is closed", "08003");
    }
    try {
      return method.invoke(lent, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
