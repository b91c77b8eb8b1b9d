package org.jobscribe.job;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jobscribe.setting.Setting;

/**
 * How many lines of a job's log are kept: its first half and the newest ones. One line stands for
 * those between them, at the id of the last of them. The key and range stand in {@code
 * META-INF/microprofile-config.properties}.
 *
 * @param lines 0 for no limit
 */
public record LogLimit(long lines) {

  private static final String KEY = "jobscribe.log.max-lines";
  private static final long MIN = 100;
  private static final long MAX = 1_000_000_000;

  /**
   * @throws IllegalStateException if the value is out of range; the message names the key
   */
  static LogLimit of(Config config) {
    Setting setting = new Setting(KEY, config.getValue(KEY, String.class));
    if (setting.value().matches("[0-9]{1,10}")) {
      LogLimit limit = new LogLimit(Long.parseLong(setting.value()));
      if (limit.lines == 0 || limit.lines >= MIN && limit.lines <= MAX) {
        return limit;
      }
    }
    throw setting.wrong("0, or a whole number from %d to %d".formatted(MIN, MAX));
  }

  /**
   * What is to be left out of a log that has just grown. A log that was longer than the limit
   * allows, because the limit was another one, shrinks by and by: a transaction removes at most
   * twice as many lines as it appends.
   *
   * @param job has taken the ids of the new lines
   * @param added how many they are
   * @return empty if nothing changes
   */
  Optional<LineRange> toLeaveOut(Job job, int added) {
    if (lines == 0 || job.lastLogId() <= lines) {
      return Optional.empty();
    }
    long head = lines / 2;
    long tail = lines - head - 1;
    long from = job.leftOut().map(LineRange::from).orElse(head + 1);
    long before = job.leftOut().map(LineRange::to).orElse(from - 1);
    long to = Math.min(job.lastLogId() - tail, before + 2L * added);
    return to > before ? Optional.of(new LineRange(from, to)) : Optional.empty();
  }
}
