package org.jobscribe.itemimport;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import org.jobscribe.idempotency.IdempotentSubmission;
import org.jobscribe.idempotency.KeyedRequest;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobReply;
import org.jobscribe.security.Role;
import org.jobscribe.web.Params;
import org.jobscribe.web.Uploads;

/** Starts imports of items into a view. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.EDIT, Role.ADMIN})
public class ItemImportResource {

  @EJB private ItemImportService imports;
  @EJB private Uploads uploads;
  @EJB private IdempotentSubmission submissions;

  /** Starts the job that makes or updates the items of a CSV file, by their ids. */
  @PUT
  @Path("view/{viewId}/items")
  @Consumes("text/csv")
  public Response submit(
      @PathParam("viewId") String viewId,
      InputStream body,
      @Context HttpServletRequest http,
      @Context UriInfo uri)
      throws IOException {
    KeyedRequest request = KeyedRequest.of(http);
    try (Uploads.Upload upload = uploads.receive(body)) {
      Job job =
          submissions.once(
              request.withBody(upload.digest()), () -> submit(viewId, upload, request.caller()));
      return JobReply.accepted(job, uri);
    }
  }

  private Job submit(String viewId, Uploads.Upload upload, String submitter) throws IOException {
    try (InputStream in = upload.open()) {
      return imports.submit(Params.pathNumber("viewId", viewId), in, submitter);
    }
  }
}
