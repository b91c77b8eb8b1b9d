/**
 * How Jobscribe says no. {@link org.jobscribe.problem.Problem} is what features throw; {@link
 * org.jobscribe.problem.ProblemMapper} holds the table from cause to HTTP status; {@link
 * org.jobscribe.problem.ProblemDocument} is the body (RFC 9457), also where the container refuses.
 *
 * <p>{@link org.jobscribe.problem.RefusedRequests} stands before the container, at the ports: there
 * malformed paths are refused, and requests beyond what the node works on at once wait for their
 * turn or are shed.
 */
package org.jobscribe.problem;
