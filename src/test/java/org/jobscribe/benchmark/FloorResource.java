package org.jobscribe.benchmark;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Answers always the same: what a request costs before anything is done for it. */
@Path("/")
@RequestScoped
public class FloorResource {

  /** As long as the reply to a poll with nothing new. */
  private static final String REPLY =
      "{\"status\":\"SUCCESS\",\"payload\":\"" + "constant ".repeat(87) + "\"}";

  /** To anybody. */
  @GET
  @Path("open")
  @PermitAll
  @Produces(MediaType.APPLICATION_JSON)
  public String open() {
    return REPLY;
  }

  /** To who has a token. */
  @GET
  @Path("jobs")
  @RolesAllowed("VIEW")
  @Produces(MediaType.APPLICATION_JSON)
  public String secured() {
    return REPLY;
  }
}
