/**
 * The way to the server's network layer, which no API of the platform leads to. Whoever goes it
 * must do without it on other internals than Payara's.
 */
package org.jobscribe.grizzly;
