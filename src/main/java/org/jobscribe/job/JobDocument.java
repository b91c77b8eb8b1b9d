package org.jobscribe.job;

import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import org.jobscribe.web.Iso;

/**
 * A job as every reply writes it: first the original's fields in the original's order, then ours.
 * For the lines of its log see {@link LineWriter}.
 */
public final class JobDocument {

  private JobDocument() {}

  /** Writes the job's members into the object that is open. */
  public static void write(JsonGenerator json, Job job) {
    json.write("id", job.id())
        .write("name", job.name())
        .write("description", job.description())
        .write("status", job.status().name())
        .write("creationDate", Iso.format(job.creationDate()))
        .write("progress", job.progress().name())
        .write("lastUpdate", Iso.format(job.lastUpdate()))
        .write("total", job.counters().total())
        .write("changed", job.counters().changed())
        .write("unchanged", job.counters().unchanged())
        .write("failed", job.counters().failed());
    writeNullable(json, "outcome", job.outcome() == null ? null : job.outcome().name());
    writeNullable(json, "retryOf", job.retryOf());
    writeNullable(json, "retriedBy", job.retriedBy());
    json.write("type", job.type());
    writeNullable(json, "submitter", job.submitter());
    writeNullable(json, "startDate", job.startDate());
    writeNullable(json, "endDate", job.endDate());
  }

  private static void writeNullable(JsonGenerator json, String name, String value) {
    if (value == null) {
      json.writeNull(name);
    } else {
      json.write(name, value);
    }
  }

  private static void writeNullable(JsonGenerator json, String name, Instant value) {
    writeNullable(json, name, value == null ? null : Iso.format(value));
  }

  private static void writeNullable(JsonGenerator json, String name, Long value) {
    if (value == null) {
      json.writeNull(name);
    } else {
      json.write(name, value);
    }
  }
}
