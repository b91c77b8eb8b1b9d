/**
 * Removes jobs that ended long ago, with everything that belongs to them. {@link
 * org.jobscribe.retention.Retention} is run by the engine; nothing else comes in here.
 */
package org.jobscribe.retention;
