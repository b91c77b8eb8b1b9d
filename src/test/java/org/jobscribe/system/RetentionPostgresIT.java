package org.jobscribe.system;

/** On PostgreSQL. */
class RetentionPostgresIT extends RetentionIT {

  RetentionPostgresIT() {
    super(Database.postgres());
  }
}
