package org.jobscribe.problem;

import jakarta.ejb.EJBAccessException;
import jakarta.json.JsonException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Map;
import javax.transaction.xa.XAException;
import org.jobscribe.database.TransientFailure;

/** The whole table from a cause to what the client is told. */
final class ProblemTable {

  private static final Map<Class<? extends Problem>, ProblemType> OURS =
      Map.of(
          InvalidInput.class, ProblemType.INVALID_INPUT,
          Unauthenticated.class, ProblemType.UNAUTHENTICATED,
          NotFound.class, ProblemType.NOT_FOUND,
          Conflict.class, ProblemType.CONFLICT,
          TooLarge.class, ProblemType.TOO_LARGE,
          RequestTimeout.class, ProblemType.REQUEST_TIMEOUT,
          KeyInUse.class, ProblemType.CONFLICT,
          KeyReused.class, ProblemType.KEY_REUSED);

  private ProblemTable() {}

  static ProblemType typeOf(Problem problem) {
    return OURS.get(problem.getClass());
  }

  /**
   * @param request method and path, for what JAX-RS itself refuses
   */
  static ProblemDocument of(Throwable thrown, String request) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      ProblemDocument known = ofCause(cause, request);
      if (known != null) {
        return known;
      }
    }
    boolean mayHeal = TransientFailure.is(thrown) || TransientFailure.isCutOff(thrown);
    return ofStatus(mayHeal ? 503 : 500, request);
  }

  private static ProblemDocument ofCause(Throwable cause, String request) {
    if (cause instanceof Problem problem) {
      return ProblemDocument.of(problem);
    } else if (cause instanceof NotFoundException || cause instanceof NotAllowedException) {
      return ofStatus(((WebApplicationException) cause).getResponse().getStatus(), request);
    } else if (cause instanceof WebApplicationException refused && refused.getCause() == null) {
      return ofStatus(refused.getResponse().getStatus(), request);
    } else if (cause instanceof ProcessingException) { // a header that cannot be parsed
      return ofStatus(400, request);
    } else if (cause instanceof EJBAccessException) {
      return ofStatus(403, request);
    } else if (cause instanceof JsonException) {
      return ProblemDocument.of(
          ProblemType.INVALID_INPUT,
          List.of(
              Violation.inBody("", "", "The body is not well-formed JSON: " + cause.getMessage())));
    } else if (cause instanceof XAException) { // the connection was lost at the commit
      return ofStatus(503, request);
    }
    return null;
  }

  static ProblemDocument ofStatus(int status, String request) {
    return of(ProblemType.ofStatus(status), status, request);
  }

  static ProblemDocument overloaded(String request) {
    return of(ProblemType.OVERLOADED, ProblemType.OVERLOADED.status(), request);
  }

  private static ProblemDocument of(ProblemType type, int status, String request) {
    return ProblemDocument.of(type, status, List.of(Violation.ofRequest(detail(type, request))));
  }

  private static String detail(ProblemType type, String request) {
    return switch (type) {
      case UNAUTHENTICATED -> "Send a valid token in x-auth-jwt, or in Authorization after Bearer.";
      case FORBIDDEN -> request + " needs a role that the token does not have.";
      case NOT_FOUND -> "There is nothing at " + request + ".";
      case METHOD_NOT_ALLOWED -> request + " is not allowed; the Allow header lists what is.";
      case NOT_ACCEPTABLE ->
          request + " cannot answer in a media type that the Accept header allows.";
      case UNSUPPORTED_MEDIA_TYPE -> request + " does not take a body of this Content-Type.";
      case UNAVAILABLE -> "The database cannot do it now; try again in some seconds.";
      case OVERLOADED -> "The server does as many requests as it can; try again in a second.";
      case INTERNAL -> "The server failed; its log names this occurrence.";
      case INVALID_INPUT -> request + " has a header or a parameter that cannot be read.";
      default -> request + " was refused.";
    };
  }
}
