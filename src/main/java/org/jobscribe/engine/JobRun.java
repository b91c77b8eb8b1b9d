package org.jobscribe.engine;

/**
 * One attempt at a job by one node.
 *
 * @param attempt the fencing token: the job's row holds the number of the run that owns it
 * @param isOver whether there was nothing left to do
 */
public record JobRun(long jobId, JobType type, int attempt, boolean isOver) {}
