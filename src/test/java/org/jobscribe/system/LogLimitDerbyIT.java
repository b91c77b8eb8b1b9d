package org.jobscribe.system;

/** On an embedded Derby. */
class LogLimitDerbyIT extends LogLimitIT {

  LogLimitDerbyIT() {
    super(Database.derby());
  }
}
