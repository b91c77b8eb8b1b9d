package org.jobscribe.system;

@RunsOn(RunsOn.Kind.POSTGRES)
class FollowPostgresIT extends FollowIT {}
