package org.jobscribe.engine;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.jobscribe.setting.Setting;

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
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(2);
  private static final Duration SHORTEST_POLL = Duration.ofMillis(100);

  /**
   * @throws IllegalStateException if a value is out of range; the message names the key
   */
  static EngineSettings of(Config config) {
    String node =
        config
            .getOptionalValue("jobscribe.engine.node", String.class)
            .orElseGet(EngineSettings::hostAndProcess);
    if (node.length() > MAX_NODE_NAME) {
      throw new Setting("jobscribe.engine.node", node).wrong("at most 100 characters");
    }
    return new EngineSettings(
        (int) setting(config, "jobscribe.engine.threads").number(1, 200),
        setting(config, "jobscribe.engine.lease").duration(SHORTEST_LEASE, Duration.ofHours(1)),
        setting(config, "jobscribe.engine.poll").duration(SHORTEST_POLL, Duration.ofMinutes(1)),
        node,
        (int) setting(config, "jobscribe.engine.max-attempts").number(1, 1_000),
        share(setting(config, "jobscribe.engine.failed-limit")));
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

  private static Setting setting(Config config, String key) {
    return new Setting(key, config.getValue(key, String.class));
  }

  private static BigDecimal share(Setting setting) {
    String text = setting.value();
    if (text.matches("0?\\.[0-9]{1,6}|1(\\.0{1,6})?") && new BigDecimal(text).signum() > 0) {
      return new BigDecimal(text);
    }
    throw setting.wrong("a number above 0 to 1");
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
