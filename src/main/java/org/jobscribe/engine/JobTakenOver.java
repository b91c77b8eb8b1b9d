package org.jobscribe.engine;

/** This node goes on with a job that another one, or an earlier process of this one, has left. */
public record JobTakenOver(long jobId, String from) {}
