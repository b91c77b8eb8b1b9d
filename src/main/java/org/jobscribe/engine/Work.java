package org.jobscribe.engine;

/**
 * What a job type implements, as a CDI bean ({@code @ApplicationScoped}); the engine finds it by
 * itself. It must be stateless: several jobs, and after a crash several nodes, run it.
 */
public interface Work {

  /** The type's name and title. */
  JobType type();

  /**
   * Does the next items, {@link Chunk#items()}, in the transaction of the caller: everything that
   * it changes in the database commits together with its log lines and counters, or not at all. It
   * reports each item to the chunk with {@link Chunk#begin} and one of {@link Chunk#changed()},
   * {@link Chunk#unchanged()} and {@link Chunk#failed}, and may stop early at {@link
   * Chunk#isTimeUp()}.
   *
   * @throws RuntimeException if an item breaks; the chunk is rolled back and repeated item by item,
   *     so that only this item fails
   */
  void next(Chunk chunk);
}
