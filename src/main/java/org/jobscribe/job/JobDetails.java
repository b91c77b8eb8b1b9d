package org.jobscribe.job;

import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.jobscribe.json.JsonText;
import org.jobscribe.web.Envelope;
import org.jobscribe.web.Iso;

/**
 * The forms in which a {@link LogTail} is given. All of them are written page by page from {@link
 * LogPages}, so that neither memory nor a database connection depends on the log's length or the
 * reader's speed; the first page is read before, so that a database that does not answer is told by
 * the reply's status.
 */
public final class JobDetails {

  /** Goes into the entity tag: to be changed together with the bytes that this class writes. */
  private static final int FORMAT = 3;

  private static final Pattern LINE_BREAK = Pattern.compile("\\R");

  /** As wide as the longest level, and a blank. */
  private static final String LEVEL_COLUMN = " ".repeat(6);

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
    return Envelope.of(message, json -> write(json, pages, first));
  }

  private static void write(JsonGenerator json, LogPages pages, List<LogLine> first) {
    json.writeStartObject("payload").writeStartObject("job");
    JobDocument.write(json, pages.tail().job());
    json.writeEnd().writeStartArray("logs");
    for (List<LogLine> page = first; !page.isEmpty(); page = pages.next()) {
      page.forEach(line -> JobDocument.write(json, line));
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
    return lines(
        pages,
        line -> JsonText.text(json -> JobDocument.write(json, line)),
        after -> "{\"brokenOffAfter\":%d}".formatted(after));
  }

  /**
   * For people: id, date, level and message. Further lines of a message are indented, so that none
   * can pass for a line of the log. A file that ends too early says so in its last line.
   */
  public static StreamingOutput text(LogPages pages) {
    return lines(
        pages,
        JobDetails::text,
        "(broken off after line %d; ask for what comes after it)"::formatted);
  }

  private static String text(LogLine line) {
    String level = line.level().name();
    return line.id()
        + " "
        + Iso.format(line.creationDate())
        + " "
        + level
        + LEVEL_COLUMN.substring(level.length())
        + LINE_BREAK.matcher(line.message()).replaceAll("\n\t");
  }

  /**
   * A reply that has begun cannot tell a failure by its status, and the server ends it as if it
   * were whole: so the last line tells it.
   */
  private static StreamingOutput lines(
      LogPages pages, Function<LogLine, String> form, LongFunction<String> brokenOff) {
    List<LogLine> first = pages.next();
    return out -> {
      Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      boolean isWhole = false;
      try {
        for (List<LogLine> page = first; !page.isEmpty(); page = pages.next()) {
          for (LogLine line : page) {
            text.append(form.apply(line)).write('\n');
          }
        }
        isWhole = !pages.isCut();
      } finally {
        if (!isWhole) {
          text.append(brokenOff.apply(pages.nextLogId())).write('\n');
        }
        text.flush();
      }
    };
  }
}
