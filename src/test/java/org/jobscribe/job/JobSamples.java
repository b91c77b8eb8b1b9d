package org.jobscribe.job;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import org.jobscribe.SettableClock;

/** Jobs as the database would give them. */
public final class JobSamples {

  private static final Instant NOW = SettableClock.START;
  private static final String UUID = "05bb9170-8ded-4fb7-9023-6fff52804a32";

  private JobSamples() {}

  /** The job of the seed, before it runs. */
  public static Job aScheduledJob(long id, long total) {
    Job job =
        new Job(
            new NewJob(
                "BulkEditJob",
                "BulkEditJob-" + UUID,
                "Bulk Edit Job (" + UUID + ") for viewId 1",
                "{\"viewId\":1}",
                "ann"),
            NOW);
    job.hasTotal(total);
    setId(job, id);
    return job;
  }

  public static Job aRunningJob(long id, long total) {
    return aRunningJobOf("node-1", id, total);
  }

  public static Job aRunningJobOf(String owner, long id, long total) {
    Job job = aScheduledJob(id, total);
    job.start(owner, NOW);
    return job;
  }

  static Job aCompletedJob(long id, int lines) {
    Job job = aRunningJob(id, 0);
    job.takeLogIds(lines);
    job.complete(NOW);
    return job;
  }

  /** As another transaction reads it now. */
  static Job copyOf(Job job) {
    try {
      Job copy = new Job();
      for (Field field : Job.class.getDeclaredFields()) {
        if (!field.isSynthetic() && !Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          field.set(copy, field.get(job));
        }
      }
      return copy;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static void setId(Job job, long id) {
    try {
      Field field = Job.class.getDeclaredField("id");
      field.setAccessible(true);
      field.setLong(job, id);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
