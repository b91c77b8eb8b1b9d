package org.jobscribe.problem;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jobscribe.json.JsonText;

/**
 * The body of every refusal: RFC 9457's members, then {@code context} and {@code errors} as clients
 * of the original know them.
 *
 * @param status the HTTP status, the same as the reply's
 * @param instance names this one occurrence; it stands in the server's log too
 */
public record ProblemDocument(
    ProblemType type, int status, String instance, List<Violation> violations) {

  static final String MEDIA_TYPE = "application/problem+json";

  static ProblemDocument of(ProblemType type, List<Violation> violations) {
    return of(type, type.status(), violations);
  }

  static ProblemDocument of(ProblemType type, int status, List<Violation> violations) {
    return new ProblemDocument(type, status, "urn:uuid:" + UUID.randomUUID(), violations);
  }

  /** What {@code problem} looks like to the client. */
  public static ProblemDocument of(Problem problem) {
    return of(ProblemTable.typeOf(problem), problem.violations());
  }

  String detail() {
    return violations.get(0).msg();
  }

  JsonObject toJson() {
    JsonArrayBuilder errors = JsonText.array();
    for (Violation violation : violations) {
      errors.add(
          JsonText.object()
              .add("msg", violation.msg())
              .add("location", violation.location())
              .add("param", violation.param())
              .add("value", violation.value()));
    }
    return JsonText.object()
        .add("type", type.uri())
        .add("title", type.title())
        .add("status", status)
        .add("detail", detail())
        .add("instance", instance)
        .add("context", "default")
        .add("errors", errors)
        .build();
  }

  Response.ResponseBuilder toResponse() {
    Response.ResponseBuilder response =
        Response.status(status)
            .type(MEDIA_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .entity(toJson().toString());
    if (type.retryAfter() > 0) {
      response.header(HttpHeaders.RETRY_AFTER, type.retryAfter());
    }
    if (type == ProblemType.UNAUTHENTICATED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return response;
  }

  /** Writes the reply outside JAX-RS. */
  public void send(HttpServletResponse response) throws IOException {
    byte[] body = toJson().toString().getBytes(StandardCharsets.UTF_8);
    response.resetBuffer();
    toResponse()
        .build()
        .getStringHeaders()
        .forEach((name, values) -> response.setHeader(name, values.get(0)));
    response.setStatus(status);
    response.setContentType(MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }
}
