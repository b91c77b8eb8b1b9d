/**
 * Nodes that are killed, frozen and stopped in the middle of their work. Each class is a promise;
 * {@code -Dchaos.runs=20 -Dtest.timeout=2h} makes it as many runs as wanted, {@code -Dchaos.seed=…}
 * repeats the moments of a run that failed.
 */
package org.jobscribe.chaos;
