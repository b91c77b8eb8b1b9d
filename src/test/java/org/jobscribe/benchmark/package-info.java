/**
 * How fast it is, beside what the server and the database cost by themselves: {@code ./mvnw
 * -Pbenchmark verify}. Each class measures one kind of work in rounds, the product and its floor in
 * turn, so that whatever else the machine does meets both; {@link org.jobscribe.benchmark.Results}
 * writes {@code target/benchmark/} with a ratio for each target. Needs wrk, the load generator, on
 * the PATH.
 */
package org.jobscribe.benchmark;
