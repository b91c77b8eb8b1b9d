/**
 * How Jobscribe says no. {@link org.jobscribe.problem.Problem} is what features throw; {@link
 * org.jobscribe.problem.ProblemMapper} holds the table from cause to HTTP status; {@link
 * org.jobscribe.problem.ProblemDocument} is the body (RFC 9457), also where the container refuses.
 */
package org.jobscribe.problem;
