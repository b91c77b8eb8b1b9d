package org.jobscribe.engine;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;

/**
 * How this node runs jobs. The keys, units and ranges stand in {@code
 * META-INF/microprofile-config.properties}.
 *
 * @param threads how many jobs at once
 * @param lease how long an owner may be silent
 * @param poll how often to look for due jobs
 * @param node this node's name
 */
record EngineSettings(int threads, Duration lease, Duration poll, String node) {

  private static final int MAX_NODE_NAME = 100;

  /**
   * @throws IllegalStateException if a value is out of range; the message names the key
   */
  static EngineSettings of(Config config) {
    String node =
        config
            .getOptionalValue("jobscribe.engine.node", String.class)
            .orElseGet(EngineSettings::hostAndProcess);
    if (node.length() > MAX_NODE_NAME) {
      throw wrong("jobscribe.engine.node", node, "at most 100 characters");
    }
    return new EngineSettings(
        threads(config),
        duration(config, "jobscribe.engine.lease", Duration.ofSeconds(2), Duration.ofHours(1)),
        duration(config, "jobscribe.engine.poll", Duration.ofMillis(100), Duration.ofMinutes(1)),
        node);
  }

  private static int threads(Config config) {
    String text = config.getValue("jobscribe.engine.threads", String.class);
    if (text.matches("[0-9]{1,3}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= 200) {
      return Integer.parseInt(text);
    }
    throw wrong("jobscribe.engine.threads", text, "a whole number from 1 to 200");
  }

  private static Duration duration(Config config, String key, Duration min, Duration max) {
    String text = config.getValue(key, String.class);
    try {
      Duration duration = Duration.parse(text);
      if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
        return duration;
      }
    } catch (java.time.format.DateTimeParseException e) {
      // told below, as any other wrong value
    }
    throw wrong(key, text, "an ISO 8601 duration from %s to %s".formatted(min, max));
  }

  private static IllegalStateException wrong(String key, String value, String allowed) {
    String variable = key.replace('.', '_').toUpperCase(Locale.ROOT);
    return new IllegalStateException(
        "%s (%s) is '%s'; allowed is %s".formatted(key, variable, value, allowed));
  }

  private static String hostAndProcess() {
    String process = ManagementFactory.getRuntimeMXBean().getName().replaceAll("@.*", "");
    try {
      return InetAddress.getLocalHost().getHostName() + "-" + process;
    } catch (UnknownHostException e) {
      return "node-" + process;
    }
  }
}
