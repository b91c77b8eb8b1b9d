/**
 * The record of jobs and how it is read. {@link org.jobscribe.job.JobResource} serves it, {@link
 * org.jobscribe.job.JobService} is the way in for other packages; the log's lines go through {@link
 * org.jobscribe.job.JobLog}.
 */
package org.jobscribe.job;
