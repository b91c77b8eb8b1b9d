/**
 * The DataSource and the schema: what is the same for every feature and differs only by database.
 * The way in is an injected {@code DataSource}, {@link
 * org.jobscribe.database.TransactionDataSource}; {@link org.jobscribe.database.Schema} has migrated
 * the database before anything else starts.
 */
package org.jobscribe.database;
