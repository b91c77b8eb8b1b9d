package org.jobscribe.engine;

import jakarta.json.JsonValue;
import java.util.List;
import org.jobscribe.SettableClock;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobSamples;
import org.jobscribe.json.JsonText;

/** Chunks for the tests of job types, and what was reported to them. */
public final class ChunkSamples {

  private ChunkSamples() {}

  /** A chunk of one item. */
  public static Chunk aChunk() {
    return new Chunk(JsonValue.EMPTY_JSON_OBJECT, JsonText.readArray("[1]"), new SettableClock());
  }

  public static List<String> lines(Chunk chunk) {
    return chunk.entries().stream().map(entry -> entry.level() + " " + entry.message()).toList();
  }

  /** Changed, unchanged, failed. */
  public static List<Long> counts(Chunk chunk) {
    Job job = JobSamples.aRunningJob(1, 1);
    chunk.countInto(job);
    return List.of(job.counters().changed(), job.counters().unchanged(), job.counters().failed());
  }
}
