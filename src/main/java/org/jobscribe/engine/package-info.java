/**
 * Runs jobs of any type. A type implements {@link org.jobscribe.engine.Work}; {@link
 * org.jobscribe.engine.JobSubmission} is the way in. One execution of db-scheduler is one job; its
 * work is done chunk by chunk, each chunk in one transaction with its log lines, counters and
 * checkpoint ({@link org.jobscribe.engine.ChunkTransaction}).
 */
package org.jobscribe.engine;
