package org.jobscribe.problem;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

  private static final Duration TICK = Duration.ofMillis(100);

  @Resource private ManagedThreadFactory threads;
  @EJB private AdmissionSettings settings;
  @Inject private Event<RequestShed> shed;
  @Inject private Event<AdmissionBegins> begins;
  private Admission admission;
  private ScheduledExecutorService timer;
  private List<FilterChain> ports = List.of();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    admission = new Admission(settings);
    begins.fire(new AdmissionBegins(admission::waiting));
    timer = Executors.newSingleThreadScheduledExecutor(threads);
    timer.scheduleWithFixedDelay(
        this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    try {
      ports = chains();
      ports.forEach(this::control);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.log(Level.INFO, "Malformed paths and overload are left to the server: {0}", e.toString());
    }
  }

  /** What it throws would end it. */
  private void tick() {
    try {
      admission.tick();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "Requests that wait for their turn are looked at again soon", e);
    }
  }

  private void control(FilterChain port) {
    int place = port.indexOfType(HttpServerFilter.class);
    HttpServerFilter container = (HttpServerFilter) port.get(place);
    port.set(place, new AdmissionControl(container, admission, () -> shed.fire(new RequestShed())));
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    ports.forEach(port -> port.replaceAll(RefusedRequests::withoutControl));
    if (timer != null) { // else the application did not start
      timer.shutdownNow();
      admission.end();
    }
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
