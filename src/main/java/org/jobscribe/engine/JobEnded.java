package org.jobscribe.engine;

import org.jobscribe.job.Progress;

/** This node brought a job to its final progress. */
public record JobEnded(long jobId, Progress progress) {}
