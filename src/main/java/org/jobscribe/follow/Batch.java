package org.jobscribe.follow;

import java.util.List;
import org.jobscribe.job.LogLine;
import org.jobscribe.job.LogPages;

/** Lines that were read together, for whoever is at the same cursor. Used by one thread. */
final class Batch {

  private final List<LogLine> lines;
  private final LogPages pages;
  private Events.Encoded encoded;

  /**
   * @param pages what {@code lines} were read from
   */
  Batch(List<LogLine> lines, LogPages pages) {
    this.lines = lines;
    this.pages = pages;
  }

  List<LogLine> lines() {
    return lines;
  }

  /** What comes after these lines, to be read by one reader. */
  LogPages rest() {
    return pages.copy();
  }

  /** The cursor after these lines, and after those between them that the filter holds back. */
  long nextLogId() {
    return pages.nextLogId();
  }

  /** As many of the lines as fit into one write, as events of a stream. */
  Events.Encoded encoded() {
    if (encoded == null) {
      encoded = Events.lines(lines, pages.tail().from(), pages.nextLogId());
    }
    return encoded;
  }
}
