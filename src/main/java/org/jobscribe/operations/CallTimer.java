package org.jobscribe.operations;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jobscribe.web.Preferences;

/**
 * Times calls from JAX-RS's match to the last byte of the reply, which for a streamed one is long
 * after the resource's method. A reply that breaks off counts too; a call that waits by its own
 * wish ({@code Prefer: wait}, a stream of events) does not.
 */
final class CallTimer
    implements ContainerRequestFilter, ContainerResponseFilter, WriterInterceptor {

  private static final String SINCE = CallTimer.class.getName();
  private static final MediaType EVENTS = MediaType.SERVER_SENT_EVENTS_TYPE;

  private final Consumer<Duration> times;

  CallTimer(Consumer<Duration> times) {
    this.times = times;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!mayWait(request)) {
      request.setProperty(SINCE, System.nanoTime());
    }
  }

  private static boolean mayWait(ContainerRequestContext request) {
    return Preferences.mentionWait(Preferences.of(request.getHeaders()))
        || request.getAcceptableMediaTypes().stream()
            .anyMatch(type -> type.getSubtype().equals(EVENTS.getSubtype()));
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!response.hasEntity()) {
      record(request.getProperty(SINCE));
    }
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext response) throws IOException {
    try {
      response.proceed();
    } finally {
      record(response.getProperty(SINCE));
    }
  }

  /** A call that waits has no beginning, nor has one that is refused for its roles before. */
  private void record(Object since) {
    if (since != null) {
      times.accept(Duration.ofNanos(System.nanoTime() - (long) since));
    }
  }
}
