package org.jobscribe.system;

/** On Derby. */
@RunsOn(RunsOn.Kind.DERBY)
class CrowdDerbyIT extends CrowdIT {}
