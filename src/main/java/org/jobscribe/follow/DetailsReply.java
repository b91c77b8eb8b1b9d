package org.jobscribe.follow;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jobscribe.job.JobDetails;
import org.jobscribe.job.LogLine;
import org.jobscribe.job.LogPages;
import org.jobscribe.web.Preferences;

/**
 * How a poll is answered, at once or later.
 *
 * @param known the tag of what the caller has; empty if it has not said, or has something else
 * @param patience the preference that is honoured
 */
record DetailsReply(Optional<EntityTag> known, Optional<Duration> patience) {

  static final String FORM = "json";

  /** What a reply depends on beside its URL; the server compresses what is long. */
  static final String VARY = "Accept, Accept-Encoding";

  /**
   * @param first what {@code pages} gave first
   */
  Response of(LogPages pages, List<LogLine> first) {
    EntityTag tag = JobDetails.tagOf(pages.tail(), FORM);
    ResponseBuilder response =
        known.filter(tag::equals).isPresent()
            ? Response.notModified()
            : Response.ok(JobDetails.json(pages, first));
    patience.ifPresent(time -> response.header(Preferences.APPLIED, "wait=" + time.toSeconds()));
    return withTag(response, tag).build();
  }

  static ResponseBuilder withTag(ResponseBuilder response, EntityTag tag) {
    headers(tag).forEach(response::header);
    return response;
  }

  /** What every reply with that tag has. */
  static Map<String, String> headers(EntityTag tag) {
    return Map.of(
        HttpHeaders.ETAG,
        "W/\"" + tag.getValue() + '"',
        HttpHeaders.CACHE_CONTROL,
        "private, no-cache",
        HttpHeaders.VARY,
        VARY);
  }
}
