/**
 * Reading a job's log while it is written: poll, long poll, stream and download are one resource
 * with one cursor, and all lines come from {@link org.jobscribe.job.LogPages}. Who waits holds no
 * thread: {@link org.jobscribe.follow.Followers} wakes those who wait for a job as soon as a
 * transaction that changed it has committed, on this node or, by a notification of the database, on
 * another one; a look at the rows once a second makes up for a notification that was lost.
 */
package org.jobscribe.follow;
