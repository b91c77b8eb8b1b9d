package org.jobscribe.follow;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobQuery;
import org.jobscribe.job.JobReply;
import org.jobscribe.web.Preferences;

/**
 * A page of a list as it was at one moment.
 *
 * @param jobs one more than {@code max} if there are more
 */
record JobPage(Question question, List<Job> jobs, EntityTag tag) {

  /** Goes into the tag: to be changed together with the bytes that are written. */
  private static final int FORMAT = 1;

  /** What is asked for: the same question has the same page at the same moment. */
  record Question(JobQuery query, int max) {}

  static JobPage of(Question question, List<Job> jobs) {
    String versions =
        jobs.stream().map(job -> job.id() + "-" + job.version()).collect(Collectors.joining(","));
    UUID digest = UUID.nameUUIDFromBytes(versions.getBytes(StandardCharsets.US_ASCII));
    return new JobPage(question, jobs, new EntityTag(FORMAT + "-" + digest, true));
  }

  /**
   * @param isKnown whether the caller has this page
   * @param wait the preference that is honoured
   */
  Response reply(boolean isKnown, Optional<Duration> wait) {
    ResponseBuilder response =
        isKnown
            ? Response.notModified(tag)
            : Response.ok(JobReply.page(jobs, question.max())).tag(tag);
    wait.ifPresent(time -> response.header(Preferences.APPLIED, "wait=" + time.toSeconds()));
    return response.header(HttpHeaders.CACHE_CONTROL, "private, no-cache").build();
  }
}
