package org.jobscribe.system;

/** On PostgreSQL. */
@RunsOn(RunsOn.Kind.POSTGRES)
class TailPostgresIT extends TailIT {}
