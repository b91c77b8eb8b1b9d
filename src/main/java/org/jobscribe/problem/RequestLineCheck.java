package org.jobscribe.problem;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Answers a request whose path or method the servlet container would not take; lets every other one
 * pass.
 */
final class RequestLineCheck extends BaseFilter {

  /** An escape that is none, a NUL, a backslash. */
  private static final Pattern NOT_IN_A_PATH =
      Pattern.compile("%(?![0-9A-Fa-f]{2})|%00|%5[Cc]|\\\\");

  private static final Pattern ESCAPED_DOT = Pattern.compile("%2[Ee]");

  @Override
  public NextAction handleRead(FilterChainContext context) {
    if (context.getMessage() instanceof HttpContent content
        && content.getHttpHeader() instanceof HttpRequestPacket request
        && !request.getResponse().isCommitted()) {
      int status = refusal(request.getMethod().getMethodString(), request.getRequestURI());
      if (status != 0) {
        refuse(status, request, context);
        return context.getStopAction();
      }
    }
    return context.getInvokeAction();
  }

  /**
   * The status to answer, 0 for a request that may pass.
   *
   * @param path as it was sent, without the query
   */
  static int refusal(String method, String path) {
    if (method.equals("TRACE")) {
      return 405;
    }
    return NOT_IN_A_PATH.matcher(path).find() || climbsOverTheRoot(path) ? 400 : 0;
  }

  private static boolean climbsOverTheRoot(String path) {
    int depth = 0;
    for (String segment : ESCAPED_DOT.matcher(path).replaceAll(".").split("/")) {
      if (segment.equals("..")) {
        depth--;
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        depth++;
      }
      if (depth < 0) {
        return true;
      }
    }
    return false;
  }

  private static void refuse(int status, HttpRequestPacket request, FilterChainContext context) {
    ProblemDocument problem =
        ProblemTable.ofStatus(
            status, request.getMethod().getMethodString() + " " + request.getRequestURI());
    byte[] body = problem.toJson().toString().getBytes(StandardCharsets.UTF_8);
    HttpResponsePacket response = request.getResponse();
    response.setStatus(status);
    response.setContentType(ProblemDocument.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.setHeader("Cache-Control", "no-store");
    if (status == 405) {
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
  }
}
