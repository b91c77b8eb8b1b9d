package org.jobscribe.grizzly;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.nio.NIOTransport;

/** What listens at the ports of Payara. */
public final class Ports {

  private Ports() {}

  /**
   * What {@code Globals.getDefaultHabitat()} has as network listeners, and the service that runs
   * them.
   *
   * @throws ReflectiveOperationException on another server, or another version of this one
   */
  public static List<NIOTransport> transports() throws ReflectiveOperationException {
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
    List<NIOTransport> transports = new ArrayList<>();
    for (Object listener : listeners) {
      Object proxy =
          serviceType.getMethod("lookupNetworkProxy", listenerType).invoke(service, listener);
      if (proxy != null) {
        transports.add(transport(proxy));
      }
    }
    return transports;
  }

  private static NIOTransport transport(Object proxy) throws ReflectiveOperationException {
    Object listener = proxy.getClass().getMethod("getUnderlyingListener").invoke(proxy);
    return (NIOTransport) listener.getClass().getMethod("getTransport").invoke(listener);
  }
}
