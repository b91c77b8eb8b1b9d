package org.jobscribe.operations;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Times calls from JAX-RS's match to the last byte of the reply, which for a streamed one is long
 * after the resource's method. A reply that breaks off counts too.
 */
final class CallTimer
    implements ContainerRequestFilter, ContainerResponseFilter, WriterInterceptor {

  private static final String SINCE = CallTimer.class.getName();

  private final Consumer<Duration> times;

  CallTimer(Consumer<Duration> times) {
    this.times = times;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(SINCE, System.nanoTime());
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

  /** A call that is refused before it gets here, for its roles, has no beginning. */
  private void record(Object since) {
    if (since != null) {
      times.accept(Duration.ofNanos(System.nanoTime() - (long) since));
    }
  }
}
