package org.jobscribe.system;

/** On PostgreSQL. */
@RunsOn(RunsOn.Kind.POSTGRES)
class CrowdPostgresIT extends CrowdIT {}
