/**
 * Submission that can be repeated: requests of one caller with the same {@code Idempotency-Key}
 * start one job. {@link org.jobscribe.idempotency.IdempotentSubmission} is the way in, with a
 * {@link org.jobscribe.idempotency.KeyedRequest}; what kind of job it is does not matter here.
 */
package org.jobscribe.idempotency;
