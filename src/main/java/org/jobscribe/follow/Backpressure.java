package org.jobscribe.follow;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jobscribe.grizzly.Ports;

/**
 * Has the server say early that a connection takes no more. By itself it keeps four times the
 * socket's send buffer for each, which is 10 MB on a loopback connection: 50 readers of a long log
 * that take nothing would be too many for 512 MB. Where {@link Ports} finds none, it stays so.
 */
@WebListener
public class Backpressure implements ServletContextListener {

  private static final Logger LOG = System.getLogger(Backpressure.class.getName());

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      Ports.transports()
          .forEach(
              transport ->
                  transport
                      .getAsyncQueueIO()
                      .getWriter()
                      .setMaxPendingBytesPerConnection(Events.MOST));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.log(
          Level.INFO, "How much waits for slow readers is left to the server: {0}", e.toString());
    }
  }
}
