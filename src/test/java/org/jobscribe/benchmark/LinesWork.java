package org.jobscribe.benchmark;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonValue;
import org.jobscribe.engine.Chunk;
import org.jobscribe.engine.JobType;
import org.jobscribe.engine.Work;

/** A job type that only writes to its log: two lines for each item, so 1,000 a chunk. */
@ApplicationScoped
public class LinesWork implements Work {

  static final JobType TYPE = new JobType("LinesJob", "Lines Job");

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public void next(Chunk chunk) {
    for (JsonValue item : chunk.items()) {
      chunk.begin("Item " + item);
      chunk.info("Working on item " + item);
      chunk.info("Changed attribute 2 for item " + item + " to a text of usual length");
      chunk.changed();
    }
  }
}
