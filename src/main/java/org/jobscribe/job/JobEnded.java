package org.jobscribe.job;

/**
 * This node brought a job to its final progress; fired in the transaction that does. An observer of
 * its success knows that it has happened.
 */
public record JobEnded(long jobId, Progress progress) {}
