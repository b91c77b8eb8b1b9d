/**
 * The console in a real Chromium, on the packaged WAR. {@link org.jobscribe.console.InBrowser}
 * gives a test its own page.
 */
package org.jobscribe.console;
