/**
 * The bulk edit of catalogue items: preview, submission ({@link
 * org.jobscribe.bulkedit.BulkEditService}) and the work itself ({@link
 * org.jobscribe.bulkedit.BulkEditWork}).
 */
package org.jobscribe.bulkedit;
