package org.jobscribe.engine;

import java.util.Locale;
import java.util.UUID;
import org.jobscribe.job.NewJob;

/**
 * A kind of job.
 *
 * @param name stands in jobs' names and says which {@link Work} runs them: {@code BulkEditJob}; at
 *     most 100 characters
 * @param title for people: {@code Bulk Edit Job}
 */
public record JobType(String name, String title) {

  /**
   * A job of this type with a name of its own.
   *
   * @param subject what it works on, for the description: {@code viewId 1}
   * @param parameters JSON object, see {@link NewJob#parameters()}
   */
  public NewJob newJob(String subject, String parameters, String submitter) {
    UUID uuid = UUID.randomUUID();
    return new NewJob(
        name,
        name + "-" + uuid,
        "%s (%s) for %s".formatted(title, uuid, subject),
        parameters,
        submitter);
  }

  /** As log lines say it: {@code bulk edit job}. */
  String inLogLines() {
    return title.toLowerCase(Locale.ROOT);
  }
}
