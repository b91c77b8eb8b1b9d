package org.jobscribe.job;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.jobscribe.security.Role;
import org.jobscribe.web.Params;

/**
 * Reads jobs: the list, one job, and one job with its log from the last line that the caller has.
 */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.VIEW, Role.EDIT, Role.ADMIN})
public class JobResource {

  private static final int DEFAULT_PAGE = 100;
  private static final int MAX_PAGE = 1_000;

  @EJB private JobService jobs;
  @Inject private JobDetails details;

  /**
   * The newest jobs; further ones with {@code before} as the last reply's {@code page.nextBefore}
   * says.
   */
  @GET
  @Path("jobs")
  public StreamingOutput jobs(
      @QueryParam("limit") String limit, @QueryParam("before") String before) {
    int max = (int) Params.queryNumber("limit", limit, 1, MAX_PAGE, DEFAULT_PAGE);
    long olderThan =
        Params.queryNumber("before", before, 1, Params.MAX_SAFE_INTEGER, Long.MAX_VALUE);
    return JobReply.page(jobs.newest(olderThan, max + 1), max);
  }

  @GET
  @Path("job/{jobId}")
  public StreamingOutput job(@PathParam("jobId") String jobId) {
    return JobReply.of(jobs.get(Params.pathNumber("jobId", jobId)));
  }

  /** The job with its whole log. */
  @GET
  @Path("job/{jobId}/details")
  public Response details(
      @PathParam("jobId") String jobId,
      @QueryParam("limit") String limit,
      @Context Request request) {
    return details(jobId, "0", limit, request);
  }

  /**
   * The job with the lines after {@code lastLogId}, all of them unless {@code limit} says
   * otherwise.
   */
  @GET
  @Path("job/{jobId}/details/{lastLogId}")
  public Response details(
      @PathParam("jobId") String jobId,
      @PathParam("lastLogId") String lastLogId,
      @QueryParam("limit") String limit,
      @Context Request request) {
    LogTail tail =
        jobs.tail(
            Params.pathNumber("jobId", jobId),
            Params.pathNumber("lastLogId", lastLogId),
            Params.queryNumber("limit", limit, 1, Params.MAX_SAFE_INTEGER, Long.MAX_VALUE));
    EntityTag tag = JobDetails.tagOf(tail);
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    Response.ResponseBuilder response =
        unchanged != null ? unchanged : Response.ok(details.of(tail));
    return response.tag(tag).header(HttpHeaders.CACHE_CONTROL, "private, no-cache").build();
  }
}
