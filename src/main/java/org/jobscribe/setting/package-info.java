/**
 * Reads settings strictly: a wrong value is refused with its key, its environment variable and what
 * is allowed, which stops the deployment. Keys, units, ranges and defaults stand in {@code
 * META-INF/microprofile-config.properties}.
 */
package org.jobscribe.setting;
