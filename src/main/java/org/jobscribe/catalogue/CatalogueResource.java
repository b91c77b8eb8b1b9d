package org.jobscribe.catalogue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jobscribe.security.Role;
import org.jobscribe.web.BodyNode;
import org.jobscribe.web.Envelope;
import org.jobscribe.web.Params;
import org.jobscribe.web.Uploads;

/** Views, their attributes and their items. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.VIEW, Role.EDIT, Role.ADMIN})
public class CatalogueResource {

  @EJB private CatalogueService catalogue;
  @EJB private ItemService items;
  @EJB private Uploads uploads;

  @GET
  @Path("views")
  public StreamingOutput views(
      @QueryParam("limit") String limit, @QueryParam("offset") String offset) {
    Page page = Page.of(limit, offset);
    List<CatalogueView> views = catalogue.views();
    return page.reply(
        "%d views".formatted(views.size()),
        views.size(),
        json -> page.of(views).forEach(view -> CatalogueDocument.write(json, view)));
  }

  /** Makes a view of {@code {name, description?}}. */
  @POST
  @Path("views")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Role.ADMIN)
  public Response createView(InputStream body) throws IOException {
    BodyNode newView = BodyNode.root(uploads.document(body));
    CatalogueView view =
        catalogue.createView(NewAttribute.name(newView), NewAttribute.description(newView));
    return created(
        "View %d is made".formatted(view.id()), json -> CatalogueDocument.write(json, view));
  }

  @GET
  @Path("view/{viewId}/attributes")
  public StreamingOutput attributes(
      @PathParam("viewId") String viewId,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset) {
    Page page = Page.of(limit, offset);
    List<Attribute> attributes = catalogue.attributes(Params.pathNumber("viewId", viewId)).all();
    return page.reply(
        "%d attributes".formatted(attributes.size()),
        attributes.size(),
        json -> page.of(attributes).forEach(attribute -> CatalogueDocument.write(json, attribute)));
  }

  /** Makes an attribute of {@code {name, description?, type, format?, options?}}. */
  @POST
  @Path("view/{viewId}/attributes")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Role.ADMIN)
  public Response createAttribute(@PathParam("viewId") String viewId, InputStream body)
      throws IOException {
    NewAttribute wanted = NewAttribute.of(BodyNode.root(uploads.document(body)));
    Attribute attribute =
        catalogue.createAttribute(
            Params.pathNumber("viewId", viewId),
            wanted.name(),
            wanted.description(),
            wanted.valueFormat());
    return created(
        "Attribute %d is made".formatted(attribute.id()),
        json -> CatalogueDocument.write(json, attribute));
  }

  /** A page of the items at the top of the tree, each with all that is below it. */
  @GET
  @Path("view/{viewId}/items")
  public StreamingOutput items(
      @PathParam("viewId") String viewIdText,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset) {
    Page page = Page.of(limit, offset);
    long viewId = Params.pathNumber("viewId", viewIdText);
    Attributes attributes = catalogue.attributes(viewId);
    ItemTree tree = ItemTree.read(items, viewId, attributes, page.offset(), page.limit());
    return page.reply("Items of view %d".formatted(viewId), items.countRoots(viewId), tree::write);
  }

  /** {@code document} writes one object: the payload. */
  private static Response created(String message, Consumer<JsonGenerator> document) {
    return Response.status(Response.Status.CREATED)
        .entity(
            Envelope.of(
                message,
                json -> {
                  json.writeKey("payload");
                  document.accept(json);
                }))
        .build();
  }
}
