package org.jobscribe.engine;

/** A job was handed in; observed after its transaction's success, it is there to be run. */
record JobSubmitted(long jobId) {}
