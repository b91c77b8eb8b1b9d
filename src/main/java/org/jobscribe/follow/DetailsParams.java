package org.jobscribe.follow;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.jobscribe.job.LogFilter;
import org.jobscribe.job.LogLevel;
import org.jobscribe.job.LogRequest;
import org.jobscribe.problem.InvalidInput;
import org.jobscribe.problem.Violation;
import org.jobscribe.web.Params;

/** The parameters of a details call as they came. */
public class DetailsParams {

  static final String LAST_EVENT_ID = "Last-Event-ID";

  @PathParam("jobId")
  private String jobId;

  @PathParam("lastLogId")
  private String lastLogId;

  @QueryParam("limit")
  private String limit;

  @QueryParam("tail")
  private String tail;

  @QueryParam("before")
  private String before;

  @QueryParam("level")
  private String level;

  @QueryParam("q")
  private String text;

  @HeaderParam(LAST_EVENT_ID)
  private String lastEventId;

  long jobId() {
    return Params.pathNumber("jobId", jobId);
  }

  /** What is asked for, from the path's cursor on. */
  LogRequest request() {
    return requestAfter(lastLogId == null ? 0 : Params.pathNumber("lastLogId", lastLogId));
  }

  /** The same for a stream, whose reader may come back. */
  LogRequest streamRequest() {
    refuseInStream("limit", limit);
    refuseInStream("before", before);
    return lastEventId == null || lastEventId.isBlank()
        ? request()
        : requestAfter(Params.headerNumber(LAST_EVENT_ID, lastEventId.trim()));
  }

  private static void refuseInStream(String name, String value) {
    if (value != null) {
      throw new InvalidInput(
          Violation.inQuery(name, value, name + " is not allowed for a stream, which has no end"));
    }
  }

  private LogRequest requestAfter(long after) {
    return new LogRequest(
        after,
        number("before", before),
        number("tail", tail),
        number("limit", limit),
        new LogFilter(
            Params.queryName("level", level, LogLevel.class, LogLevel.DEBUG),
            Params.queryText("q", text, LogFilter.MAX_TEXT)));
  }

  private static long number(String name, String value) {
    return Params.queryNumber(name, value, 1, Params.MAX_SAFE_INTEGER, Long.MAX_VALUE);
  }
}
