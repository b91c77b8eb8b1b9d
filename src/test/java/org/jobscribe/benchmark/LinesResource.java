package org.jobscribe.benchmark;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.IntStream;
import org.jobscribe.engine.JobSubmission;
import org.jobscribe.job.NewJob;
import org.jobscribe.json.JsonText;
import org.jobscribe.security.Role;

/** The way in for {@link LinesWork}. */
@Path("/")
@RequestScoped
public class LinesResource {

  @EJB private JobSubmission submission;

  /** Starts that many jobs of that many items, all at once, and gives their ids. */
  @POST
  @Path("lines/{jobs}/{items}")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Role.EDIT)
  @Transactional
  public String start(@PathParam("jobs") int jobs, @PathParam("items") int items) {
    JsonArrayBuilder numbers = JsonText.array();
    IntStream.rangeClosed(1, items).forEach(numbers::add);
    JsonArray all = numbers.build();
    JsonArrayBuilder ids = JsonText.array();
    for (int i = 0; i < jobs; i++) {
      NewJob job = LinesWork.TYPE.newJob("lines", "{}", "tester");
      ids.add(submission.submit(job, all.iterator()).id());
    }
    return JsonText.object().add("ids", ids).build().toString();
  }
}
