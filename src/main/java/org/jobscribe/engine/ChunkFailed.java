package org.jobscribe.engine;

import jakarta.ejb.ApplicationException;

/** A type's {@link Work} threw while it did a chunk. */
@ApplicationException(rollback = true)
public class ChunkFailed extends RuntimeException {

  private final String item;

  /** The same for any failure, such as that of the chunk's commit. */
  static ChunkFailed of(RuntimeException failure) {
    return failure instanceof ChunkFailed failed ? failed : new ChunkFailed(null, failure);
  }

  /**
   * @param item the one that had begun; null if none had
   */
  ChunkFailed(String item, RuntimeException cause) {
    super(cause);
    this.item = item;
  }

  /**
   * @param number the item's, from 1, for work that did not say which item began
   */
  String describe(long number) {
    return "%s failed: %s".formatted(item == null ? "Item number " + number : item, reason());
  }

  /** Why, in one line. */
  String reason() {
    Throwable root = getCause();
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
