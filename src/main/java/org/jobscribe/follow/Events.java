package org.jobscribe.follow;

import jakarta.json.stream.JsonGenerator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobDetails;
import org.jobscribe.job.JobDocument;
import org.jobscribe.job.LineRange;
import org.jobscribe.job.LineWriter;
import org.jobscribe.job.LogLine;
import org.jobscribe.job.LogPages;
import org.jobscribe.json.JsonText;

/** The events of a stream, as HTML's {@code text/event-stream} has them. */
final class Events {

  /**
   * How much is written at once, in bytes, unless one line is longer: what a reader that takes
   * nothing can hold of the server's memory.
   */
  static final int MOST = 64 * 1024;

  /** Shows a reader, and whatever is between, that the stream lives. */
  static final byte[] HEARTBEAT = utf8(":\n\n");

  /** What a reader waits before it comes back, in milliseconds. */
  static final byte[] START = utf8("retry: 1000\n\n");

  private Events() {}

  /**
   * @param nextLogId the cursor of whoever has got the bytes
   */
  record Encoded(byte[] bytes, long nextLogId) {}

  /**
   * The first of the lines, up to {@link #MOST} bytes. Before one that stands for others it is said
   * which these are.
   *
   * @param cursor of whoever asks
   * @param nextLogId the cursor after all of them
   */
  static Encoded lines(List<LogLine> lines, long cursor, long nextLogId) {
    LineWriter events = new LineWriter();
    long given = cursor;
    for (LogLine line : lines) {
      int before = events.size();
      write(line, given, events);
      if (given > cursor && events.size() > MOST) {
        events.truncate(before);
        return new Encoded(events.toByteArray(), given);
      }
      given = line.id();
    }
    return new Encoded(events.toByteArray(), nextLogId);
  }

  private static void write(LogLine line, long cursor, LineWriter events) {
    if (line.standsForOthers()) {
      events.put(gap(line.gapAfter(cursor), cursor));
    }
    events.put("event: log\nid: " + line.id() + "\ndata: ");
    events.json(line);
    events.put("\n\n");
  }

  /** Its id is the cursor before it: whoever goes on from there is told again. */
  private static String gap(LineRange gap, long cursor) {
    return event(
        "gap",
        cursor,
        json -> {
          json.writeStartObject();
          JobDetails.writeMembers(json, gap);
          json.writeEnd();
        });
  }

  /** The job, for a reader who has every line: its id is the newest one's. */
  static byte[] job(Job job) {
    return utf8(
        event(
            "job",
            job.lastLogId(),
            json -> {
              json.writeStartObject();
              JobDocument.write(json, job);
              json.writeEnd();
            }));
  }

  /** Nothing will follow. */
  static byte[] end(LogPages pages) {
    return utf8(
        event(
            "end",
            pages.nextLogId(),
            json -> {
              json.writeStartObject();
              JobDetails.writeTail(json, pages);
              json.writeEnd();
            }));
  }

  /** JSON has no line break outside its strings, and inside it is escaped: one line of data. */
  private static String event(String name, long id, Consumer<JsonGenerator> data) {
    return "event: " + name + "\nid: " + id + "\ndata: " + JsonText.text(data) + "\n\n";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
