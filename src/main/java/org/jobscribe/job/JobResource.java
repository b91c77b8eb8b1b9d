package org.jobscribe.job;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import org.jobscribe.security.Role;
import org.jobscribe.web.Params;

/** Reads one job, without its log. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.VIEW, Role.EDIT, Role.ADMIN})
public class JobResource {

  @EJB private JobService jobs;

  @GET
  @Path("job/{jobId}")
  public StreamingOutput job(@PathParam("jobId") String jobId) {
    return JobReply.of(jobs.get(Params.pathNumber("jobId", jobId)));
  }
}
