/**
 * Who may do what. {@link org.jobscribe.security.TokenMechanism} finds the token in either header
 * and has the server's own MicroProfile JWT mechanism check it; {@link
 * org.jobscribe.security.EphemeralIssuer} is there when no issuer is configured.
 */
package org.jobscribe.security;
