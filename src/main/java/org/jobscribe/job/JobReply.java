package org.jobscribe.job;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jobscribe.web.Envelope;

/** Replies that carry jobs without their logs. */
public final class JobReply {

  private JobReply() {}

  /**
   * 202 with the job, as it is now, and its address: the answer to every request that starts a job,
   * or has started it before.
   */
  public static Response accepted(Job job, UriInfo uri) {
    return Response.accepted(of(job))
        .location(uri.getBaseUriBuilder().path(JobResource.class, "job").build(job.id()))
        .build();
  }

  static StreamingOutput of(Job job) {
    return of("Job %d is %s".formatted(job.id(), job.progress()), job);
  }

  private static StreamingOutput of(String message, Job job) {
    return Envelope.of(
        message,
        json -> {
          json.writeStartObject("payload");
          JobDocument.write(json, job);
          json.writeEnd();
        });
  }

  /**
   * @param jobs at most one more than {@code limit}, which then tells that there are more
   */
  public static StreamingOutput page(List<Job> jobs, int limit) {
    boolean hasMore = jobs.size() > limit;
    List<Job> page = hasMore ? jobs.subList(0, limit) : jobs;
    return Envelope.of(
        "%d jobs".formatted(page.size()),
        json -> {
          json.writeStartArray("payload");
          for (Job job : page) {
            json.writeStartObject();
            JobDocument.write(json, job);
            json.writeEnd();
          }
          json.writeEnd().writeStartObject("page").write("limit", limit).write("hasMore", hasMore);
          if (hasMore) {
            json.write("nextBefore", page.get(page.size() - 1).id());
          } else {
            json.writeNull("nextBefore");
          }
          json.writeEnd();
        });
  }
}
