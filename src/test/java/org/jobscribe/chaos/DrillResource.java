package org.jobscribe.chaos;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jobscribe.engine.JobSubmission;
import org.jobscribe.security.Role;

/** The way in for {@link DrillWork}. */
@Path("/")
@RequestScoped
public class DrillResource {

  @EJB private JobSubmission submission;

  /** {@code {"jobs": [["slow"], ["halt"]]}} starts two jobs of one item each, in this order. */
  @POST
  @Path("drills")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Role.EDIT)
  public void start(JsonObject drills) {
    for (JsonArray items : drills.getJsonArray("jobs").getValuesAs(JsonValue::asJsonArray)) {
      submission.submit(DrillWork.TYPE.newJob("a drill", "{}", "tester"), items.iterator());
    }
  }
}
