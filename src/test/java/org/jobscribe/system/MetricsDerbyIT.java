package org.jobscribe.system;

/** On Derby. */
@RunsOn(RunsOn.Kind.DERBY)
class MetricsDerbyIT extends MetricsIT {}
