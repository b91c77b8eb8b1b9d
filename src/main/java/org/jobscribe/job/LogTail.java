package org.jobscribe.job;

import java.util.Optional;

/**
 * What a reader gets in one reply: the job as it was at one moment, and the lines after {@code
 * from} up to {@code to} that pass the filter, at most {@code limit} of them. Read with {@link
 * LogPages}.
 *
 * @param from exclusive
 * @param to inclusive, at most the newest line that was visible at that moment; equal to {@code
 *     from} if there is nothing to read
 * @param gone lines that were asked for, were left out, and have no line between these that stands
 *     for them
 */
public record LogTail(
    Job job, long from, long to, long limit, LogFilter filter, Optional<LineRange> gone) {}
