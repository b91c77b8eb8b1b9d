package org.jobscribe.job;

/**
 * A job was made, or its row changed; observed after its transaction's success, it can be read.
 *
 * @param lines how many lines were appended to its log
 */
public record JobChanged(long jobId, int lines) {}
