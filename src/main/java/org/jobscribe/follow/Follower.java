package org.jobscribe.follow;

/**
 * One who waits for news of a job. All calls of one follower come one after the other; none of them
 * waits for the network.
 */
interface Follower {

  /** Whether it can take something now. */
  boolean isReady();

  /**
   * Takes what is new for it in {@code snapshot}, or as much of it as fits.
   *
   * @return whether it is ready for more of the same snapshot
   */
  boolean take(Snapshot snapshot);

  /** Does what is due by the time: a sign of life, the end of its patience. */
  void tick();

  /** The job could not be read. */
  void fail(RuntimeException why);

  /** Nothing will come any more: it ends, at the latest with what it takes next. */
  void close();

  /** Whether it needs nothing any more. */
  boolean isOver();
}
