/**
 * The DataSource and the schema: what is the same for every feature and differs only by database.
 * The way in is {@code java:app/jdbc/jobscribe}; {@link org.jobscribe.database.Schema} has migrated
 * it before anything else starts.
 */
package org.jobscribe.database;
