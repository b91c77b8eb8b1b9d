package org.jobscribe.engine;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What is done again and again beside the jobs, by one node at a time; a CDI bean
 * ({@code @ApplicationScoped}) that the engine finds by itself. It takes one of the threads that
 * run jobs, so it should not keep it for long.
 */
public interface Housekeeping {

  /** What the log and the engine's table call it, at most 100 characters; no job type's name. */
  String name();

  /** From the end of a run, on whichever node, to the next one. */
  Duration pause();

  /**
   * Does what is to be done now. What it throws is logged, and the next run comes as ever.
   *
   * @param shouldStop asked often: whether this node is to stop
   */
  void run(BooleanSupplier shouldStop);
}
