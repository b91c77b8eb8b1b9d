package org.jobscribe.system;

/** On an embedded Derby. */
class BadItemsDerbyIT extends BadItemsIT {

  BadItemsDerbyIT() {
    super(Database.derby());
  }
}
