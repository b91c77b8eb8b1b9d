package org.jobscribe.job;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Lines of a log that follow one another.
 *
 * @param from the first one's id
 * @param to the last one's id
 */
public record LineRange(long from, long to) {

  public long count() {
    return to - from + 1;
  }

  boolean contains(long id) {
    return from <= id && id <= to;
  }

  /** Whether {@code lines} are these in their order, and none stands for others. */
  boolean isWholeIn(List<LogLine> lines) {
    return lines.size() == count()
        && IntStream.range(0, lines.size())
            .allMatch(i -> lines.get(i).id() == from + i && !lines.get(i).standsForOthers());
  }
}
