package org.jobscribe.follow;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.Variant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jobscribe.job.JobDetails;
import org.jobscribe.job.JobService;
import org.jobscribe.job.LogLine;
import org.jobscribe.job.LogPages;
import org.jobscribe.job.LogRequest;
import org.jobscribe.job.LogTail;
import org.jobscribe.security.Role;
import org.jobscribe.web.Preferences;

/**
 * A job with its log from the last line that the caller has: at once, as soon as there is news
 * ({@code Prefer: wait}), as a stream of events, or as a file.
 */
@Path("/")
@RequestScoped
@RolesAllowed({Role.VIEW, Role.EDIT, Role.ADMIN})
public class DetailsResource {

  private static final String NDJSON = "application/x-ndjson";

  /** The first is what a caller gets who does not say. */
  private static final List<Variant> FORMS =
      Variant.mediaTypes(
              MediaType.APPLICATION_JSON_TYPE,
              MediaType.SERVER_SENT_EVENTS_TYPE,
              MediaType.TEXT_PLAIN_TYPE,
              MediaType.valueOf(NDJSON))
          .build();

  @EJB private JobService jobs;
  @Inject private Followers followers;
  @Inject private FollowSettings settings;
  @Inject private InstantSource clock;

  /** The whole log. */
  @GET
  @Path("job/{jobId}/details")
  @Produces({
    MediaType.APPLICATION_JSON,
    MediaType.SERVER_SENT_EVENTS,
    MediaType.TEXT_PLAIN,
    NDJSON
  })
  public void details(
      @BeanParam DetailsParams params,
      @Suspended AsyncResponse response,
      @Context Request request,
      @Context HttpHeaders headers,
      @Context HttpServletResponse raw,
      @Context SecurityContext caller) {
    Variant form = request.selectVariant(FORMS);
    if (form.getMediaType().equals(MediaType.SERVER_SENT_EVENTS_TYPE)) {
      Instant expires = expiry(caller);
      followers.begin(response, () -> stream(params, response, request, raw, expires));
    } else if (Preferences.mentionWait(Preferences.of(headers.getRequestHeaders()))) {
      followers.begin(
          response, () -> reply(form, params, response, request, headers, followers::reply));
    } else {
      reply(form, params, response, request, headers, Runnable::run);
    }
  }

  /** The log after {@code lastLogId}. */
  @GET
  @Path("job/{jobId}/details/{lastLogId}")
  @Produces({
    MediaType.APPLICATION_JSON,
    MediaType.SERVER_SENT_EVENTS,
    MediaType.TEXT_PLAIN,
    NDJSON
  })
  public void detailsAfter(
      @BeanParam DetailsParams params,
      @Suspended AsyncResponse response,
      @Context Request request,
      @Context HttpHeaders headers,
      @Context HttpServletResponse raw,
      @Context SecurityContext caller) {
    details(params, response, request, headers, raw, caller);
  }

  private void reply(
      Variant form,
      DetailsParams params,
      AsyncResponse response,
      Request request,
      HttpHeaders headers,
      Executor replies) {
    if (form.getMediaType().equals(MediaType.APPLICATION_JSON_TYPE)) {
      poll(params, response, request, headers, replies);
    } else {
      Response file = download(params, form.getMediaType(), request, headers);
      replies.execute(() -> response.resume(file));
    }
  }

  private void poll(
      DetailsParams params,
      AsyncResponse response,
      Request request,
      HttpHeaders headers,
      Executor replies) {
    LogRequest asked = params.request();
    LogTail tail = jobs.tail(params.jobId(), asked);
    EntityTag tag = JobDetails.tagOf(tail, DetailsReply.FORM);
    boolean isConditional = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH) != null;
    boolean isKnown = isConditional && request.evaluatePreconditions(tag) != null;
    Optional<Duration> wait =
        Preferences.wait(Preferences.of(headers.getRequestHeaders()), settings.longestWait());
    DetailsReply reply = new DetailsReply(Optional.of(tag).filter(same -> isKnown), wait);
    LogPages pages = new LogPages(jobs, tail);
    List<LogLine> first = isKnown ? List.of() : pages.next();
    boolean hasNews =
        !first.isEmpty()
            || pages.isCut()
            || tail.job().progress().isFinal()
            || isConditional && !isKnown;
    if (wait.isEmpty() || hasNews || asked.before() != Long.MAX_VALUE) {
      Response answer = reply.of(pages, first);
      replies.execute(() -> response.resume(answer));
    } else {
      Follower poll = new LongPoll(jobs, asked, tail, reply, response, replies);
      followers.add(tail.job().id(), poll);
      followers.wakeAfter(tail.job().id(), wait.get());
    }
  }

  private Response download(
      DetailsParams params, MediaType form, Request request, HttpHeaders headers) {
    LogTail tail = jobs.tail(params.jobId(), params.request());
    boolean isText = form.equals(MediaType.TEXT_PLAIN_TYPE);
    EntityTag tag = JobDetails.tagOf(tail, form.getSubtype());
    Response.ResponseBuilder unchanged =
        headers.getHeaderString(HttpHeaders.IF_NONE_MATCH) == null
            ? null
            : request.evaluatePreconditions(tag);
    if (unchanged != null) {
      return DetailsReply.withTag(unchanged, tag).build();
    }
    LogPages pages = new LogPages(jobs, tail);
    StreamingOutput log = isText ? JobDetails.text(pages) : JobDetails.ndjson(pages);
    return DetailsReply.withTag(
            Response.ok(log, form.withCharset(StandardCharsets.UTF_8.name())), tag)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"job-%d.%s\""
                .formatted(tail.job().id(), isText ? "log" : "ndjson"))
        .build();
  }

  private void stream(
      DetailsParams params,
      AsyncResponse response,
      Request request,
      HttpServletResponse reply,
      Instant expires)
      throws IOException {
    LogTail tail = jobs.tail(params.jobId(), params.streamRequest());
    long jobId = tail.job().id();
    reply.setContentType(MediaType.SERVER_SENT_EVENTS);
    reply.setCharacterEncoding(StandardCharsets.UTF_8.name());
    reply.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    reply.setHeader("X-Accel-Buffering", "no"); // nginx would keep events back
    if (request.getMethod().equals(HttpMethod.HEAD)) {
      response.resume(Response.ok().build()); // nobody would get the events
      return;
    }
    EventStream stream =
        new EventStream(
            response,
            reply.getOutputStream(),
            tail.from(),
            tail.filter(),
            settings.heartbeat(),
            clock,
            expires,
            () -> followers.wake(jobId));
    followers.add(jobId, stream);
    reply.getOutputStream().setWriteListener(stream);
  }

  private static Instant expiry(SecurityContext caller) {
    return Instant.ofEpochSecond(((JsonWebToken) caller.getUserPrincipal()).getExpirationTime());
  }
}
