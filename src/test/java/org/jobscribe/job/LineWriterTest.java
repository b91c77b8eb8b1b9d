package org.jobscribe.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jobscribe.SettableClock.START;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jobscribe.json.JsonText;
import org.jobscribe.web.Iso;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line is written by hand: byte for byte as the JSON library would. */
class LineWriterTest {

  private final LineWriter writer = new LineWriter();

  private String written() {
    return new String(writer.toByteArray(), StandardCharsets.UTF_8);
  }

  private static String byTheLibrary(LogLine line) {
    String date = Iso.format(line.creationDate());
    return JsonText.text(
        json ->
            json.writeStartObject()
                .write("id", line.id())
                .write("level", line.level().name())
                .write("message", line.message())
                .write("creationDate", date)
                .write("lastUpdate", date)
                .writeEnd());
  }

  @Test
  void everyCharacterIsWrittenAsTheLibraryDoes() {
    String all =
        IntStream.range(0, 0x11000)
            .filter(unit -> unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    LogLine line = new LogLine(1, LogLevel.INFO, all, START);
    writer.json(line);
    assertThat(written()).isEqualTo(byTheLibrary(line));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9, 10, 1_000, 9_007_199_254_740_991L, Long.MAX_VALUE})
  void everyIdIs(long id) {
    LogLine line = new LogLine(id, LogLevel.ERROR, "", START);
    writer.json(line);
    assertThat(written()).isEqualTo(byTheLibrary(line));
  }

  @Test
  void everyDateIs() {
    List<Instant> dates =
        List.of(
            START,
            START.plusMillis(1),
            START.plusMillis(999),
            START.plusMillis(50),
            START.minusMillis(1),
            Instant.EPOCH.minusMillis(1),
            Instant.EPOCH,
            Instant.parse("2024-02-29T23:59:59.999Z"));
    for (Instant date : dates) {
      LogLine line = new LogLine(1, LogLevel.WARN, "a", date);
      writer.json(line);
      assertThat(written()).endsWith(byTheLibrary(line));
    }
  }

  @Test
  void halfAPairOfSurrogatesBecomesAQuestionMark() {
    writer.json(new LogLine(1, LogLevel.INFO, "a\ud800b", START));
    assertThat(written()).contains("\"a?b\"");
  }

  @Test
  void forPeopleFurtherLinesOfAMessageAreIndented() {
    String breaks = "a\nb\r\nc\rd\u0085e\u2028f\u2029g\u000bh\fi\n";
    writer.text(new LogLine(7, LogLevel.WARN, breaks, START));
    assertThat(written())
        .isEqualTo("7 " + Iso.format(START) + " WARN  " + breaks.replaceAll("\\R", "\n\t"));
  }

  @Test
  void whatWasTakenBackIsGone() {
    writer.put("kept");
    int size = writer.size();
    writer.json(new LogLine(1, LogLevel.INFO, "a", START));
    writer.truncate(size);
    assertThat(written()).isEqualTo("kept");
  }
}
