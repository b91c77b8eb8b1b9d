package org.jobscribe.itemimport;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import org.jobscribe.engine.JobUpload;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobReply;
import org.jobscribe.security.Role;
import org.jobscribe.web.Params;

/** Starts imports of items into a view. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.EDIT, Role.ADMIN})
public class ItemImportResource {

  @EJB private ItemImportService imports;
  @Inject private JobUpload jobUpload;

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
    Job job =
        jobUpload.submit(
            http,
            body,
            (upload, caller) ->
                imports.submit(Params.pathNumber("viewId", viewId), upload, caller));
    return JobReply.accepted(job, uri);
  }
}
