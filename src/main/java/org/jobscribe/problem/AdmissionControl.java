package org.jobscribe.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.FastHttpDateFormat;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Admission control, around the servlet container at one port: answers a request that {@link
 * RequestLineCheck} finds, and hands every other one on. An API request beyond the limit waits for
 * a place, see {@link Admission}; it is shed if too many wait already, or when it has waited for
 * too long. A request has its place while a thread works on it; one to wait for news or to follow
 * needs none.
 */
final class AdmissionControl extends BaseFilter {

  private static final String LIMITED = "/api/";
  private static final Pattern FOLLOWED =
      Pattern.compile("/api/v1/(?:jobs|job/[^/]+/details(?:/[^/]*)?)");
  private static final Attribute<Boolean> HANDED_ON =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(AdmissionControl.class.getName());

  private final org.glassfish.grizzly.http.server.HttpServerFilter container;
  private final Admission admission;
  private final Runnable onShed;

  /**
   * @param container what it stands in the place of
   * @param admission of all ports
   */
  AdmissionControl(
      org.glassfish.grizzly.http.server.HttpServerFilter container,
      Admission admission,
      Runnable onShed) {
    this.container = container;
    this.admission = admission;
    this.onShed = onShed;
  }

  org.glassfish.grizzly.http.server.HttpServerFilter container() {
    return container;
  }

  @Override
  public NextAction handleRead(FilterChainContext context) throws IOException {
    Optional<HttpRequestPacket> arriving = arriving(context.getMessage());
    if (arriving.isEmpty()) {
      return container.handleRead(context);
    }
    HttpRequestPacket request = arriving.get();
    if (!Admission.hasWaited(request)) {
      return receive(request, context);
    }
    return Admission.hasPlace(request)
        ? handOnInItsPlace(request, context)
        : shed(request, context);
  }

  private NextAction receive(HttpRequestPacket request, FilterChainContext context)
      throws IOException {
    int status =
        RequestLineCheck.refusal(request.getMethod().getMethodString(), request.getRequestURI());
    if (status != 0) {
      return refuse(ProblemTable.ofStatus(status, line(request)), request, context);
    }
    if (!request.getRequestURI().startsWith(LIMITED) || isFollower(request)) {
      return handOn(request, context);
    }
    if (admission.enter()) {
      return handOnInItsPlace(request, context);
    }
    return admission.mayWait(request)
        ? admission.suspend(request, context)
        : shed(request, context);
  }

  private NextAction handOn(HttpRequestPacket request, FilterChainContext context)
      throws IOException {
    HANDED_ON.set(request, true);
    return container.handleRead(context);
  }

  private NextAction handOnInItsPlace(HttpRequestPacket request, FilterChainContext context)
      throws IOException {
    try {
      return handOn(request, context);
    } finally {
      admission.leave();
    }
  }

  /** A request, with the first of its body; not the rest of it, nor one that is resumed. */
  private static Optional<HttpRequestPacket> arriving(Object message) {
    return message instanceof HttpContent content
            && content.getHttpHeader() instanceof HttpRequestPacket request
            && !request.getResponse().isCommitted()
            && !HANDED_ON.isSet(request)
        ? Optional.of(request)
        : Optional.empty();
  }

  /**
   * Whether it asks for a stream or seems to want to wait: neither takes a thread of the server's
   * to look at the database, nor to answer.
   */
  private static boolean isFollower(HttpRequestPacket request) {
    return ("text/event-stream".equals(request.getHeader("Accept")) || mayWait(request))
        && request.getMethod() == Method.GET
        && FOLLOWED.matcher(request.getRequestURI()).matches();
  }

  /** Never more than {@code Preferences.mentionWait} says, by which features choose the thread. */
  private static boolean mayWait(HttpRequestPacket request) {
    String preferences = request.getHeader("Prefer");
    return preferences != null && preferences.contains("wait");
  }

  private static String line(HttpRequestPacket request) {
    return request.getMethod().getMethodString() + " " + request.getRequestURI();
  }

  /**
   * Refuses for now, and keeps the connection where it can: a new one costs the node as much as an
   * answer. The server's codec ends the connection with every 503, so this one does not pass it.
   */
  private NextAction shed(HttpRequestPacket request, FilterChainContext context) {
    onShed.run();
    ProblemDocument problem = ProblemTable.overloaded(line(request));
    if (!keepsConnection(request) || !context.getConnection().canWrite()) {
      return refuse(problem, request, context); // who does not read what was told is told no more
    }
    byte[] body = problem.toJson().toString().getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d %s\r\nDate: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nCache-Control: no-store\r\nRetry-After: %d\r\n\r\n"
            .formatted(
                problem.status(),
                HttpStatus.getHttpStatus(problem.status()).getReasonPhrase(),
                FastHttpDateFormat.getCurrentDate(),
                ProblemDocument.MEDIA_TYPE,
                body.length,
                problem.type().retryAfter());
    context.write(
        Buffers.appendBuffers(
            context.getMemoryManager(),
            Buffers.wrap(context.getMemoryManager(), head, StandardCharsets.US_ASCII),
            Buffers.wrap(context.getMemoryManager(), body)));
    context.notifyDownstream(HttpServerFilter.RESPONSE_COMPLETE_EVENT);
    return context.getStopAction();
  }

  /** Whether nothing of the request is still to come, and its client goes on by HTTP/1.1. */
  private static boolean keepsConnection(HttpRequestPacket request) {
    return request.getMethod() == Method.GET
        && request.getProtocol() == Protocol.HTTP_1_1
        && request.getProcessingState().isKeepAlive()
        && !request.isUpgrade()
        && !request.isExpectContent();
  }

  private static NextAction refuse(
      ProblemDocument problem, HttpRequestPacket request, FilterChainContext context) {
    byte[] body = problem.toJson().toString().getBytes(StandardCharsets.UTF_8);
    HttpResponsePacket response = request.getResponse();
    response.setStatus(problem.status());
    response.setContentType(ProblemDocument.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.setHeader("Cache-Control", "no-store");
    if (problem.type().retryAfter() > 0) {
      response.setHeader("Retry-After", Integer.toString(problem.type().retryAfter()));
    }
    if (problem.status() == 405) {
      response.setHeader("Allow", "GET, HEAD, POST, PUT, DELETE, OPTIONS");
    }
    request.getProcessingState().setError(true); // the connection ends with this reply
    context.write(
        response
            .httpContentBuilder()
            .content(Buffers.wrap(context.getMemoryManager(), body))
            .last(true)
            .build());
    context.notifyDownstream(HttpServerFilter.RESPONSE_COMPLETE_EVENT);
    return context.getStopAction();
  }

  @Override
  public NextAction handleEvent(FilterChainContext context, FilterChainEvent event)
      throws IOException {
    return container.handleEvent(context, event);
  }

  @Override
  public void exceptionOccurred(FilterChainContext context, Throwable error) {
    container.exceptionOccurred(context, error);
  }
}
