package org.jobscribe.problem;

/**
 * The kinds of problem that a reply can tell: the status, and a title that is the same for every
 * occurrence (RFC 9457, 3.1).
 */
enum ProblemType {
  INVALID_INPUT(400, "The request is not valid"),
  UNAUTHENTICATED(401, "A valid token is required"),
  FORBIDDEN(403, "The token's roles do not allow this"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  NOT_ACCEPTABLE(406, "No acceptable representation"),
  REQUEST_TIMEOUT(408, "The request did not come in time"),
  CONFLICT(409, "The state does not allow this"),
  TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
  KEY_REUSED(422, "The idempotency key belongs to another request"),
  OTHER_REFUSAL(400, "The request was refused"),
  INTERNAL(500, "Something went wrong on the server"),
  UNAVAILABLE(503, "The service cannot answer now"),
  OVERLOADED(503, "The server has too much to do");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String uri() {
    return "urn:jobscribe:problem:" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** In how many seconds to try again; 0 where that is no help. */
  int retryAfter() {
    return switch (this) {
      case UNAVAILABLE -> 5;
      case OVERLOADED -> 1;
      default -> 0;
    };
  }

  /** The type for a status that the container chose. */
  static ProblemType ofStatus(int status) {
    for (ProblemType type : values()) {
      if (type.status == status) {
        return type;
      }
    }
    return status < 500 ? OTHER_REFUSAL : INTERNAL;
  }
}
