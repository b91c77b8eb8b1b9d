package org.jobscribe.system;

/** On an embedded Derby. */
class RetentionDerbyIT extends RetentionIT {

  RetentionDerbyIT() {
    super(Database.derby());
  }
}
