/**
 * The import of catalogue items from CSV: the file is taken in ({@link
 * org.jobscribe.itemimport.ItemImportService}) and runs as a job of its own type ({@link
 * org.jobscribe.itemimport.ItemImportWork}).
 */
package org.jobscribe.itemimport;
