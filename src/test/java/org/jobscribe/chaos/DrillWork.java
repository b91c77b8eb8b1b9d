package org.jobscribe.chaos;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.jobscribe.engine.Chunk;
import org.jobscribe.engine.JobType;
import org.jobscribe.engine.Work;

/** A job type that only {@link DrillWar} knows: each item says what is to happen. */
@ApplicationScoped
public class DrillWork implements Work {

  static final JobType TYPE = new JobType("DrillJob", "Drill Job");

  /** Takes longer than {@link #HALT}, and longer than a chunk should. */
  static final String SLOW = "slow";

  /** Ends the process, as an item does that needs more memory than there is. */
  static final String HALT = "halt";

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public void next(Chunk chunk) {
    for (JsonValue item : chunk.items()) {
      chunk.begin("Item " + item);
      doItem(((JsonString) item).getString());
      chunk.info("Did " + item);
      chunk.changed();
      if (chunk.isTimeUp()) {
        return;
      }
    }
  }

  private static void doItem(String what) {
    switch (what) {
      case SLOW -> take(2_000);
      case HALT -> {
        take(1_000);
        Runtime.getRuntime().halt(1);
      }
      default -> throw new IllegalArgumentException(what);
    }
  }

  private static void take(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
