package org.jobscribe.engine;

/**
 * A chunk of a job was done; observed after its transaction's success, it is recorded.
 *
 * @param since {@link System#nanoTime()} when its transaction had begun
 */
public record ChunkDone(long jobId, long since) {}
