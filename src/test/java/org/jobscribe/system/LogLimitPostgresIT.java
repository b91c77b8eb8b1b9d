package org.jobscribe.system;

/** On PostgreSQL. */
class LogLimitPostgresIT extends LogLimitIT {

  LogLimitPostgresIT() {
    super(Database.postgres());
  }
}
