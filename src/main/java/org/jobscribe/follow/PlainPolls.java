package org.jobscribe.follow;

import jakarta.ejb.EJB;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jobscribe.job.JobDetails;
import org.jobscribe.job.JobService;
import org.jobscribe.job.LogLine;
import org.jobscribe.job.LogPages;
import org.jobscribe.problem.ProblemMapper;
import org.jobscribe.security.Role;

/**
 * Answers the polls that ask for nothing but what comes after a line, which is nearly every request
 * that a server of jobs gets, before JAX-RS is asked: to find, make and call a resource costs
 * several times what the answer does. Reply and refusals are those of {@link DetailsResource},
 * which has every other request; the order of filters is in {@code web.xml}.
 */
@WebFilter(filterName = "PlainPolls", asyncSupported = true)
public class PlainPolls extends HttpFilter {

  private static final Pattern DETAILS =
      Pattern.compile("/api/v1/job/([0-9]{1,15})/details(?:/([0-9]{1,15}))?");

  @EJB private JobService jobs;
  @Inject private Event<PollAnswered> answered;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Matcher details =
        DETAILS.matcher(request.getRequestURI().substring(request.getContextPath().length()));
    if (details.matches() && isPlain(request)) {
      long since = System.nanoTime();
      answer(details, request, response);
      answered.fire(new PollAnswered(Duration.ofNanos(System.nanoTime() - since)));
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Whether the caller wants JSON at once, may have it, and has no other wish. */
  private static boolean isPlain(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && request.getQueryString() == null
        && request.getHeader("Prefer") == null
        && request.getHeader(HttpHeaders.IF_NONE_MATCH) == null
        && request.getHeader(HttpHeaders.IF_MATCH) == null
        && prefersJson(request.getHeader(HttpHeaders.ACCEPT))
        && Stream.of(Role.VIEW, Role.EDIT, Role.ADMIN).anyMatch(request::isUserInRole);
  }

  /** JSON is what those get who do not say; of types that are wanted alike, it is the first. */
  private static boolean prefersJson(String accept) {
    return accept == null
        || accept.equals(MediaType.WILDCARD)
        || accept.equals(MediaType.APPLICATION_JSON)
        || accept.startsWith(MediaType.APPLICATION_JSON + ",") && accept.indexOf(';') < 0;
  }

  private void answer(Matcher details, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT); // a refusal too
    try {
      long after = details.group(2) == null ? 0 : Long.parseLong(details.group(2));
      long jobId = Long.parseLong(details.group(1));
      LogPages pages = new LogPages(jobs, jobs.firstPage(jobId, after));
      List<LogLine> first = pages.next();
      response.setContentType(MediaType.APPLICATION_JSON);
      DetailsReply.headers(JobDetails.tagOf(pages.tail(), DetailsReply.FORM))
          .forEach(response::setHeader);
      JobDetails.json(pages, first).write(response.getOutputStream());
    } catch (RuntimeException e) {
      if (response.isCommitted()) {
        throw e; // the client sees a reply that breaks off
      }
      ProblemMapper.document(e, "GET " + request.getRequestURI()).send(response);
    }
  }
}
