package org.jobscribe.job;

import java.time.Instant;

/**
 * One line of a job's log. Once it can be read it never changes.
 *
 * @param id 1, 2, 3 … within its job
 * @param creationDate when the work said it; in milliseconds
 */
public record LogLine(long id, LogLevel level, String message, Instant creationDate) {}
