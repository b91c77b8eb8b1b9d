package org.jobscribe.problem;

import jakarta.ejb.EJB;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.glassfish.grizzly.filterchain.Filter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.jobscribe.grizzly.Ports;

/**
 * Puts an {@link AdmissionControl} around the servlet container of Payara, at each of the server's
 * ports. A malformed path is refused by the container before any filter, valve or listener of an
 * application: with an empty body, a malformed escape even with 200. And whatever an application
 * could shed later has cost a token's check already.
 *
 * <p>A connection keeps a state for each place in the chain of filters: so one is replaced and none
 * added, and connections from before stay usable.
 *
 * <p>Where {@link Ports} finds none, everything works as without this class.
 */
@WebListener
public class RefusedRequests implements ServletContextListener {

  private static final Logger LOG = System.getLogger(RefusedRequests.class.getName());

  @EJB private AdmissionSettings settings;
  @Inject private Event<RequestShed> shed;
  private List<FilterChain> ports = List.of();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Semaphore limit = new Semaphore(settings.maxConcurrent());
    try {
      ports = chains();
      ports.forEach(port -> control(port, limit));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.log(Level.INFO, "Malformed paths and overload are left to the server: {0}", e.toString());
    }
  }

  private void control(FilterChain port, Semaphore limit) {
    int place = port.indexOfType(HttpServerFilter.class);
    HttpServerFilter container = (HttpServerFilter) port.get(place);
    port.set(place, new AdmissionControl(container, limit, () -> shed.fire(new RequestShed())));
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    ports.forEach(port -> port.replaceAll(RefusedRequests::withoutControl));
  }

  private static Filter withoutControl(Filter filter) {
    return filter instanceof AdmissionControl control ? control.container() : filter;
  }

  private static List<FilterChain> chains() throws ReflectiveOperationException {
    return Ports.transports().stream()
        .map(transport -> (FilterChain) transport.getProcessor())
        .distinct()
        .toList();
  }
}
