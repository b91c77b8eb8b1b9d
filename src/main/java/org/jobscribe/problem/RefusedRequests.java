package org.jobscribe.problem;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.jobscribe.grizzly.Ports;

/**
 * Puts a {@link RequestLineCheck} before the servlet container of Payara, at each of the server's
 * ports. What it looks for is refused by the container before any filter, valve or listener of an
 * application: with an empty body, a malformed escape even with 200.
 *
 * <p>Where {@link Ports} finds none, everything works as without this class.
 */
@WebListener
public class RefusedRequests implements ServletContextListener {

  private static final Logger LOG = System.getLogger(RefusedRequests.class.getName());

  private final RequestLineCheck check = new RequestLineCheck();
  private List<FilterChain> ports = List.of();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      ports = chains();
      ports.forEach(port -> port.add(port.indexOfType(HttpServerFilter.class), check));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.log(Level.INFO, "Malformed paths are left to the server: {0}", e.toString());
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    ports.forEach(port -> port.remove(check));
  }

  private static List<FilterChain> chains() throws ReflectiveOperationException {
    return Ports.transports().stream()
        .map(transport -> (FilterChain) transport.getProcessor())
        .toList();
  }
}
