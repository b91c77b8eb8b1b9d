package org.jobscribe.system;

/** On PostgreSQL. */
class BadItemsPostgresIT extends BadItemsIT {

  BadItemsPostgresIT() {
    super(Database.postgres());
  }
}
