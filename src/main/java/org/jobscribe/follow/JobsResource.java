package org.jobscribe.follow;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jobscribe.job.JobQuery;
import org.jobscribe.job.Progress;
import org.jobscribe.security.Role;
import org.jobscribe.web.Params;
import org.jobscribe.web.Preferences;

/** The list of jobs, at once or as soon as it has changed. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.VIEW, Role.EDIT, Role.ADMIN})
public class JobsResource {

  private static final int DEFAULT_PAGE = 100;
  private static final int MAX_PAGE = 1_000;
  private static final int MAX_TEXT = 300;

  @Inject private Followers followers;
  @Inject private ListFollowers lists;
  @Inject private FollowSettings settings;

  /**
   * The newest jobs; further ones with {@code before} as the last reply's {@code page.nextBefore}
   * says. A caller that says which list it has, by {@code If-None-Match}, can wait for another one.
   */
  @GET
  @Path("jobs")
  public void jobs(
      @QueryParam("limit") String limit,
      @QueryParam("before") String before,
      @QueryParam("progress") String progress,
      @QueryParam("type") String type,
      @QueryParam("submitter") String submitter,
      @QueryParam("q") String text,
      @QueryParam("createdFrom") String createdFrom,
      @QueryParam("createdTo") String createdTo,
      @Suspended AsyncResponse response,
      @Context Request request,
      @Context HttpHeaders headers) {
    JobQuery query =
        new JobQuery(
            Params.queryNames("progress", progress, Progress.class),
            Params.queryText("type", type, MAX_TEXT),
            Params.queryText("submitter", submitter, MAX_TEXT),
            Params.queryText("q", text, MAX_TEXT),
            Params.queryInstant("createdFrom", createdFrom),
            Params.queryInstant("createdTo", createdTo),
            Params.queryNumber("before", before, 1, Params.MAX_SAFE_INTEGER, Long.MAX_VALUE));
    int max = (int) Params.queryNumber("limit", limit, 1, MAX_PAGE, DEFAULT_PAGE);
    JobPage.Question question = new JobPage.Question(query, max);
    if (Preferences.mentionWait(Preferences.of(headers.getRequestHeaders()))) {
      followers.begin(response, () -> poll(question, response, request, headers, followers::reply));
    } else {
      poll(question, response, request, headers, Runnable::run);
    }
  }

  private void poll(
      JobPage.Question question,
      AsyncResponse response,
      Request request,
      HttpHeaders headers,
      Executor replies) {
    Optional<Duration> wait =
        Preferences.wait(Preferences.of(headers.getRequestHeaders()), settings.longestWait());
    JobPage page = lists.read(question);
    boolean isKnown =
        headers.getHeaderString(HttpHeaders.IF_NONE_MATCH) != null
            && request.evaluatePreconditions(page.tag()) != null;
    if (isKnown && wait.isPresent()) {
      lists.add(new ListPoll(page, wait.get(), response));
    } else {
      Response answer = page.reply(isKnown, wait);
      replies.execute(() -> response.resume(answer));
    }
  }
}
