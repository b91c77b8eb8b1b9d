package org.jobscribe.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Turns whatever a resource, or JAX-RS itself, throws into a {@link ProblemDocument}. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

  @Context private UriInfo uri;
  @Context private Request request;

  @Override
  public Response toResponse(Throwable thrown) {
    Response.ResponseBuilder response =
        document(thrown, request.getMethod() + " " + uri.getRequestUri().getPath()).toResponse();
    if (thrown instanceof WebApplicationException refused) {
      response.header(HttpHeaders.ALLOW, refused.getResponse().getHeaderString(HttpHeaders.ALLOW));
    }
    return response.build();
  }

  /**
   * The same outside JAX-RS.
   *
   * @param request method and path
   */
  public static ProblemDocument document(Throwable thrown, String request) {
    ProblemDocument problem = ProblemTable.of(thrown, request);
    log(problem, thrown);
    return problem;
  }

  private static void log(ProblemDocument problem, Throwable thrown) {
    if (problem.status() == 503) { // what it means is known; a stack for each request would flood
      LOG.log(
          Level.WARNING,
          "{0}: the request is answered with 503: {1}",
          problem.instance(),
          rootOf(thrown).toString().strip());
    } else if (problem.status() >= 500) {
      LOG.log(
          Level.ERROR,
          problem.instance() + ": the request is answered with " + problem.status(),
          thrown);
    } else {
      LOG.log(Level.DEBUG, "{0}: {1} {2}", problem.instance(), problem.status(), problem.detail());
    }
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
