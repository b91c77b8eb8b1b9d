package org.jobscribe.job;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which jobs a list shows, the newest first.
 *
 * @param progress empty for all
 * @param type the type's name; empty for all
 * @param submitter empty for all
 * @param text what name or description contains, upper and lower case alike; empty for all
 * @param createdFrom inclusive
 * @param createdTo exclusive
 * @param before only jobs with a smaller id
 */
public record JobQuery(
    Set<Progress> progress,
    String type,
    String submitter,
    String text,
    Optional<Instant> createdFrom,
    Optional<Instant> createdTo,
    long before) {

  /** Whether neither progress, type nor submitter matter. */
  boolean isOfAny() {
    return progress.isEmpty() && type.isEmpty() && submitter.isEmpty();
  }
}
