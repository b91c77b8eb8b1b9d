package org.jobscribe.job;

import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import org.jobscribe.web.Envelope;

/**
 * The forms in which a {@link LogTail} is given. All of them are written page by page from {@link
 * LogPages}, so that neither memory nor a database connection depends on the log's length or the
 * reader's speed; the first page is read before, so that a database that does not answer is told by
 * the reply's status.
 */
public final class JobDetails {

  /** Goes into the entity tag: to be changed together with the bytes that this class writes. */
  private static final int FORMAT = 3;

  private JobDetails() {}

  /**
   * The same job, state and request have the same content in the same form; the bytes are others if
   * the server compresses them, and so the tag is weak.
   */
  public static EntityTag tagOf(LogTail tail, String form) {
    return new EntityTag(
        "%d-%s-%d-%d-%d-%d"
            .formatted(FORMAT, form, tail.job().id(), tail.job().version(), tail.from(), tail.to()),
        true);
  }

  /** The reply of the details call. */
  public static StreamingOutput json(LogPages pages) {
    return json(pages, pages.next());
  }

  /**
   * @param first what {@code pages} gave first
   */
  public static StreamingOutput json(LogPages pages, List<LogLine> first) {
    Job job = pages.tail().job();
    String message = "Job %d is %s".formatted(job.id(), job.progress());
    return out -> Envelope.write(message, json -> write(json, pages, first, out), out);
  }

  private static void write(
      JsonGenerator json, LogPages pages, List<LogLine> first, OutputStream out)
      throws IOException {
    json.writeStartObject("payload").writeStartObject("job");
    JobDocument.write(json, pages.tail().job());
    json.writeEnd().writeStartArray("logs").flush();
    LineWriter lines = new LineWriter();
    for (List<LogLine> page = first; !page.isEmpty(); page = pages.next()) {
      for (LogLine line : page) {
        lines.put(line == first.get(0) ? "" : ",");
        lines.json(line);
      }
      lines.writeTo(out);
    }
    json.writeEnd().writeStartObject("tail");
    writeTail(json, pages);
    json.writeEnd().writeEnd();
  }

  /** Writes where the reader stands into the object that is open. */
  public static void writeTail(JsonGenerator json, LogPages pages) {
    Job job = pages.tail().job();
    json.write("nextLogId", pages.nextLogId())
        .write("firstLogId", job.firstLogId())
        .write("lastLogId", job.lastLogId())
        .write("hasMore", pages.hasMore())
        .write("complete", pages.isComplete());
    pages.gap().ifPresentOrElse(gap -> writeGap(json, gap), () -> json.writeNull("gap"));
    writeNullable(json, "pollAfterMs", pages.pollAfterMillis());
    writeNullable(json, "nextBefore", pages.nextBefore());
  }

  private static void writeGap(JsonGenerator json, LineRange gap) {
    json.writeStartObject("gap");
    writeMembers(json, gap);
    json.writeEnd();
  }

  /** Writes which lines are gone, and why, into the object that is open. */
  public static void writeMembers(JsonGenerator json, LineRange gap) {
    json.write("from", gap.from()).write("to", gap.to()).write("reason", "LINE_LIMIT");
  }

  private static void writeNullable(JsonGenerator json, String name, OptionalLong value) {
    value.ifPresentOrElse(number -> json.write(name, number), () -> json.writeNull(name));
  }

  /**
   * One JSON object a line, the same as in {@link #json(LogPages)}. A file that ends too early says
   * so by a last object with nothing but {@code brokenOffAfter}.
   */
  public static StreamingOutput ndjson(LogPages pages) {
    return lines(pages, LineWriter::json, "{\"brokenOffAfter\":%d}"::formatted);
  }

  /**
   * For people, see {@link LineWriter#text}. A file that ends too early says so in its last line.
   */
  public static StreamingOutput text(LogPages pages) {
    return lines(
        pages,
        LineWriter::text,
        "(broken off after line %d; ask for what comes after it)"::formatted);
  }

  /**
   * A reply that has begun cannot tell a failure by its status, and the server ends it as if it
   * were whole: so the last line tells it.
   */
  private static StreamingOutput lines(
      LogPages pages, BiConsumer<LineWriter, LogLine> form, LongFunction<String> brokenOff) {
    List<LogLine> first = pages.next();
    return out -> {
      LineWriter text = new LineWriter();
      boolean isWhole = false;
      try {
        for (List<LogLine> page = first; !page.isEmpty(); page = pages.next()) {
          for (LogLine line : page) {
            form.accept(text, line);
            text.put("\n");
          }
          text.writeTo(out);
        }
        isWhole = !pages.isCut();
      } finally {
        if (!isWhole) {
          text.put(brokenOff.apply(pages.nextLogId()) + "\n");
          text.writeTo(out);
        }
      }
    };
  }
}
