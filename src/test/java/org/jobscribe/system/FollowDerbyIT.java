package org.jobscribe.system;

@RunsOn(RunsOn.Kind.DERBY)
class FollowDerbyIT extends FollowIT {}
