package org.jobscribe.follow;

import java.time.Duration;

/**
 * A poll was answered, well or not.
 *
 * @param took to the last byte, without the token's check
 */
public record PollAnswered(Duration took) {}
