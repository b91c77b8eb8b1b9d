/** The console's pages are static files; this is what the server adds to them. */
package org.jobscribe.console;
