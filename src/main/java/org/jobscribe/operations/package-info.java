/**
 * What those who run the product see of it: MicroProfile Health and MicroProfile Metrics, at {@code
 * /health} and {@code /metrics}. Observes the other features; none of them knows it.
 */
package org.jobscribe.operations;
