package org.jobscribe.engine;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
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
 * @param maxAttempts how many attempts in a row may end without a finished chunk
 * @param failedLimit the share of failed items, above 0 to 1, from which on a job as a whole failed
 */
record EngineSettings(
    int threads,
    Duration lease,
    Duration poll,
    String node,
    int maxAttempts,
    BigDecimal failedLimit) {

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
        number(config, "jobscribe.engine.threads", 200),
        duration(config, "jobscribe.engine.lease", Duration.ofSeconds(2), Duration.ofHours(1)),
        duration(config, "jobscribe.engine.poll", Duration.ofMillis(100), Duration.ofMinutes(1)),
        node,
        number(config, "jobscribe.engine.max-attempts", 1_000),
        share(config, "jobscribe.engine.failed-limit"));
  }

  /**
   * The same settings for this process: after a crash the next one of the same name is another
   * owner.
   */
  EngineSettings ofThisProcess() {
    String suffix = Integer.toHexString(0x1000 + new SecureRandom().nextInt(0xF000));
    return new EngineSettings(threads, lease, poll, node + "/" + suffix, maxAttempts, failedLimit);
  }

  /** Whether so many of the items failed that the job did. */
  boolean isTooMuch(long failed, long total) {
    return failed > 0
        && BigDecimal.valueOf(failed).compareTo(failedLimit.multiply(BigDecimal.valueOf(total)))
            >= 0;
  }

  private static int number(Config config, String key, int max) {
    String text = config.getValue(key, String.class);
    if (text.matches("[0-9]{1,4}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= max) {
      return Integer.parseInt(text);
    }
    throw wrong(key, text, "a whole number from 1 to " + max);
  }

  private static BigDecimal share(Config config, String key) {
    String text = config.getValue(key, String.class);
    if (text.matches("0?\\.[0-9]{1,6}|1(\\.0{1,6})?") && new BigDecimal(text).signum() > 0) {
      return new BigDecimal(text);
    }
    throw wrong(key, text, "a number above 0 to 1");
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
    String variable = key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
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
