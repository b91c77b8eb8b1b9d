package org.jobscribe.problem;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.server.HttpServerFilter;

/**
 * Puts a {@link RequestLineCheck} before the servlet container of Payara, at each of the server's
 * ports. What it looks for is refused by the container before any filter, valve or listener of an
 * application: with an empty body, a malformed escape even with 200.
 *
 * <p>No API leads to the ports, so this asks the server's internals; where they are others,
 * everything works as without this class.
 */
@WebListener
public class RefusedRequests implements ServletContextListener {

  private static final Logger LOG = System.getLogger(RefusedRequests.class.getName());

  private final RequestLineCheck check = new RequestLineCheck();
  private List<FilterChain> ports = List.of();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      ports = ports();
      ports.forEach(port -> port.add(port.indexOfType(HttpServerFilter.class), check));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.log(Level.INFO, "Malformed paths are left to the server: {0}", e.toString());
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    ports.forEach(port -> port.remove(check));
  }

  /**
   * What {@code Globals.getDefaultHabitat()} has as network listeners, and the service that runs
   * them.
   */
  private static List<FilterChain> ports() throws ReflectiveOperationException {
    Object locator =
        Class.forName("org.glassfish.internal.api.Globals")
            .getMethod("getDefaultHabitat")
            .invoke(null);
    Class<?> locatorType = Class.forName("org.glassfish.hk2.api.ServiceLocator");
    Class<?> serviceType = Class.forName("com.sun.enterprise.v3.services.impl.GrizzlyService");
    Class<?> listenerType = Class.forName("org.glassfish.grizzly.config.dom.NetworkListener");
    Annotation[] unqualified = {};
    Object service =
        locatorType
            .getMethod("getService", Class.class, Annotation[].class)
            .invoke(locator, serviceType, unqualified);
    List<?> listeners =
        (List<?>)
            locatorType
                .getMethod("getAllServices", Class.class, Annotation[].class)
                .invoke(locator, listenerType, unqualified);
    List<FilterChain> ports = new ArrayList<>();
    for (Object listener : listeners) {
      Object proxy =
          serviceType.getMethod("lookupNetworkProxy", listenerType).invoke(service, listener);
      if (proxy != null) {
        ports.add(chain(proxy));
      }
    }
    return ports;
  }

  private static FilterChain chain(Object proxy) throws ReflectiveOperationException {
    Object listener = proxy.getClass().getMethod("getUnderlyingListener").invoke(proxy);
    Transport transport =
        (Transport) listener.getClass().getMethod("getTransport").invoke(listener);
    return (FilterChain) transport.getProcessor();
  }
}
