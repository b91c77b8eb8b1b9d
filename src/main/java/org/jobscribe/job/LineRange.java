package org.jobscribe.job;

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
}
