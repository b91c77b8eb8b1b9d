package org.jobscribe.system;

/** On an embedded Derby. */
@RunsOn(RunsOn.Kind.DERBY)
class ContentionDerbyIT extends ContentionIT {}
