package org.jobscribe.job;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import org.jobscribe.web.Envelope;

/**
 * Writes a {@link LogTail} as the reply of the details call. Lines are read in pages while they are
 * written, so that neither memory nor a database connection depends on the log's length or the
 * reader's speed.
 */
@ApplicationScoped
public class JobDetails {

  private static final int PAGE = 1_000;

  /** Goes into the entity tag: to be changed together with the bytes that this class writes. */
  private static final int FORMAT = 3;

  @EJB private JobService jobs;

  public JobDetails() {}

  JobDetails(JobService jobs) {
    this.jobs = jobs;
  }

  /**
   * The first page is read at once: a database that does not answer is told by the reply's status.
   */
  public StreamingOutput of(LogTail tail) {
    List<LogLine> firstPage = jobs.lines(tail, tail.from(), PAGE);
    String message = "Job %d is %s".formatted(tail.job().id(), tail.job().progress());
    return Envelope.of(message, json -> write(json, tail, firstPage));
  }

  /** The same job, state and range of lines have the same bytes. */
  static EntityTag tagOf(LogTail tail) {
    return new EntityTag(
        "%d-%d-%d-%d-%d"
            .formatted(FORMAT, tail.job().id(), tail.job().version(), tail.from(), tail.to()));
  }

  private void write(JsonGenerator json, LogTail tail, List<LogLine> firstPage) {
    json.writeStartObject("payload").writeStartObject("job");
    JobDocument.write(json, tail.job());
    json.writeEnd().writeStartArray("logs");
    writeLines(json, tail, firstPage);
    json.writeEnd();
    writeTail(json, tail);
    json.writeEnd();
  }

  private void writeLines(JsonGenerator json, LogTail tail, List<LogLine> firstPage) {
    long last = tail.from();
    for (List<LogLine> page = firstPage; !page.isEmpty(); page = jobs.lines(tail, last, PAGE)) {
      for (LogLine line : page) {
        JobDocument.write(json, line);
      }
      last = page.get(page.size() - 1).id();
    }
    if (last != tail.to()) {
      throw new IllegalStateException(
          "Lines %d to %d of job %d are gone".formatted(last + 1, tail.to(), tail.job().id()));
    }
  }

  private static void writeTail(JsonGenerator json, LogTail tail) {
    json.writeStartObject("tail")
        .write("nextLogId", tail.nextLogId())
        .write("firstLogId", tail.job().firstLogId())
        .write("lastLogId", tail.job().lastLogId())
        .write("hasMore", tail.hasMore())
        .write("complete", tail.isComplete())
        .writeNull("gap");
    tail.pollAfterMillis()
        .ifPresentOrElse(
            millis -> json.write("pollAfterMs", millis), () -> json.writeNull("pollAfterMs"));
    json.writeEnd();
  }
}
