package org.jobscribe.system;

/** On PostgreSQL. */
@RunsOn(RunsOn.Kind.POSTGRES)
class MetricsPostgresIT extends MetricsIT {}
