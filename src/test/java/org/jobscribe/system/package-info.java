/**
 * The packaged WAR on a real server, asked over HTTP. {@link org.jobscribe.system.RunsOn} gives a
 * test class a server that all such classes share; {@link org.jobscribe.system.Server} starts one
 * for a test that wants to break it.
 */
package org.jobscribe.system;
