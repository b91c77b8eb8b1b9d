package org.jobscribe.engine;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import org.jobscribe.idempotency.IdempotentSubmission;
import org.jobscribe.idempotency.KeyedRequest;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobReply;
import org.jobscribe.job.JobService;
import org.jobscribe.security.Role;
import org.jobscribe.web.Envelope;
import org.jobscribe.web.Params;

/** Cancels and retries jobs, and tells what became of their items. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.EDIT, Role.ADMIN})
public class JobControlResource {

  private static final int DEFAULT_PAGE = 100;
  private static final int MAX_PAGE = 1_000;

  @EJB private JobService jobs;
  @EJB private Retries retries;
  @EJB private Engine engine;
  @EJB private IdempotentSubmission submissions;
  @Inject private JobOutcomes outcomes;

  /** Asks the job to stop; it does so after the chunk at hand. */
  @DELETE
  @Path("job/{jobId}")
  public Response cancel(
      @PathParam("jobId") String jobId, @Context SecurityContext caller, @Context UriInfo uri) {
    Job job = jobs.cancel(Params.pathNumber("jobId", jobId), caller.getUserPrincipal().getName());
    if (job.progress().isFinal()) {
      engine.forget(job);
    }
    return JobReply.accepted(job, uri);
  }

  /** Starts a job that does the failed and the unprocessed items again. */
  @POST
  @Path("job/{jobId}/retry")
  public Response retry(
      @PathParam("jobId") String jobId, @Context HttpServletRequest http, @Context UriInfo uri)
      throws IOException {
    KeyedRequest request = KeyedRequest.of(http);
    Job job =
        submissions.once(
            request, () -> retries.retry(Params.pathNumber("jobId", jobId), request.caller()));
    return JobReply.accepted(job, uri);
  }

  /** The job's items of one outcome, by number; further ones with {@code after}. */
  @GET
  @Path("job/{jobId}/items")
  @RolesAllowed({Role.VIEW, Role.EDIT, Role.ADMIN})
  public StreamingOutput items(
      @PathParam("jobId") String jobId,
      @QueryParam("outcome") String outcome,
      @QueryParam("limit") String limit,
      @QueryParam("after") String after) {
    int max = (int) Params.queryNumber("limit", limit, 1, MAX_PAGE, DEFAULT_PAGE);
    long last = Params.queryNumber("after", after, 0, Params.MAX_SAFE_INTEGER, 0);
    ItemOutcome wanted = ItemOutcome.ofQuery(outcome);
    Job job = jobs.get(Params.pathNumber("jobId", jobId));
    List<JobItem> page = outcomes.items(job, wanted, last, max + 1);
    return page(jobs.get(job.id()), wanted, page, max); // a job that was removed meanwhile is 404
  }

  /**
   * @param items at most one more than {@code limit}, which then tells that there are more
   */
  private static StreamingOutput page(Job job, ItemOutcome wanted, List<JobItem> items, int limit) {
    boolean hasMore = items.size() > limit;
    List<JobItem> page = hasMore ? items.subList(0, limit) : items;
    return Envelope.of(
        "%d %s items of job %d".formatted(page.size(), wanted.wireName(), job.id()),
        json -> {
          json.writeStartArray("payload");
          for (JobItem item : page) {
            json.writeStartObject()
                .write("number", item.number())
                .write("outcome", item.outcome().wireName())
                .write("item", item.item())
                .writeEnd();
          }
          json.writeEnd().writeStartObject("page").write("limit", limit).write("hasMore", hasMore);
          if (hasMore) {
            json.write("nextAfter", page.get(page.size() - 1).number());
          } else {
            json.writeNull("nextAfter");
          }
          json.writeEnd();
        });
  }
}
