package org.jobscribe.job;

/** Lines were added to a job's log; observed after its transaction's success, they can be read. */
public record LinesAppended(long jobId, int count) {}
