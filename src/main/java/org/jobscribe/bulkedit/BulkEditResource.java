package org.jobscribe.bulkedit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import org.jobscribe.engine.JobUpload;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobReply;
import org.jobscribe.security.Role;
import org.jobscribe.web.Envelope;
import org.jobscribe.web.Params;
import org.jobscribe.web.Uploads;

/** Previews and starts bulk edits of a view's items. */
@Path("/")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.EDIT, Role.ADMIN})
public class BulkEditResource {

  @EJB private BulkEditService bulkEdits;
  @EJB private Uploads uploads;
  @Inject private JobUpload jobUpload;

  /**
   * {@code {changeClauses, whenClauses}} to the package that {@link #submit} takes; changes
   * nothing.
   */
  @POST
  @Path("view/{viewId}/preview-bulk-edit")
  public StreamingOutput preview(@PathParam("viewId") String viewId, InputStream body)
      throws IOException {
    Preview preview =
        bulkEdits.preview(Params.pathNumber("viewId", viewId), uploads.document(body));
    return Envelope.of(
        "%d items match".formatted(preview.size()),
        json -> {
          json.writeStartObject("payload");
          preview.write(json);
          json.writeEnd();
        });
  }

  /** Starts the job that {@code {bulkEditPackage}} describes. */
  @POST
  @Path("view/{viewId}/bulk-edit")
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
                bulkEdits.submit(Params.pathNumber("viewId", viewId), upload, caller));
    return JobReply.accepted(job, uri);
  }
}
