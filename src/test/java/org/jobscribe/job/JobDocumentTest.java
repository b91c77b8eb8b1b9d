package org.jobscribe.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jobscribe.json.JsonText;
import org.junit.jupiter.api.Test;

/** The replies that carry jobs: the seed's members come first, in the seed's order. */
class JobDocumentTest {

  private static final String[] JOB = {
    "id", "name", "description", "status", "creationDate", "progress", "lastUpdate"
  };

  private static LogPages pages(JobService lines, Job job, long after, long limit) {
    LogRequest request =
        new LogRequest(after, Long.MAX_VALUE, Long.MAX_VALUE, limit, LogFilter.NONE);
    return new LogPages(lines, lines.tail(job, request));
  }

  private static String text(StreamingOutput output) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    output.write(out);
    return out.toString(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static JsonObject json(StreamingOutput output) throws IOException {
    return JsonText.readObject(text(output));
  }

  private static JsonObject details(Job job, long lastLogId, long limit) throws IOException {
    return json(JobDetails.json(pages(new KeptLines(1_000_000), job, lastLogId, limit)));
  }

  @Test
  void theDetailsBeginAsTheSeedDoes() throws IOException {
    StreamingOutput details =
        JobDetails.json(pages(new KeptLines(9), JobSamples.aCompletedJob(1, 2), 1, Long.MAX_VALUE));
    assertThat(text(details))
        .startsWith(
            "{\"status\":\"SUCCESS\",\"message\":\"Job 1 is COMPLETED\",\"payload\":{\"job\":{\"id\":1,"
                + "\"name\":\"BulkEditJob-05bb9170-8ded-4fb7-9023-6fff52804a32\","
                + "\"description\":\"Bulk Edit Job (05bb9170-8ded-4fb7-9023-6fff52804a32) for viewId 1\","
                + "\"status\":\"ENABLED\",\"creationDate\":\"2020-03-16T03:57:23.000Z\","
                + "\"progress\":\"COMPLETED\",\"lastUpdate\":\"2020-03-16T03:57:23.000Z\"")
        .contains(
            "},\"logs\":[{\"id\":2,\"level\":\"INFO\",\"message\":\"Line 2\","
                + "\"creationDate\":\"2020-03-16T03:57:23.000Z\","
                + "\"lastUpdate\":\"2020-03-16T03:57:23.000Z\"}]");
  }

  @Test
  void whatIsOursComesAfterwards() throws IOException {
    JsonObject payload = details(JobSamples.aCompletedJob(1, 2), 0, 9).getJsonObject("payload");
    assertThat(payload.keySet()).containsExactly("job", "logs", "tail");
    assertThat(payload.getJsonObject("job").keySet())
        .startsWith(JOB)
        .endsWith(
            "total",
            "changed",
            "unchanged",
            "failed",
            "outcome",
            "retryOf",
            "retriedBy",
            "type",
            "submitter",
            "startDate",
            "endDate");
  }

  @Test
  void aJobTellsItsKindItsSubmitterAndItsTimes() throws IOException {
    assertThat(text(JobReply.of(JobSamples.aScheduledJob(4, 0))))
        .contains(
            "\"type\":\"BulkEditJob\",\"submitter\":\"ann\",\"startDate\":null,\"endDate\":null}");
    assertThat(text(JobReply.of(JobSamples.aCompletedJob(4, 0))))
        .contains(
            "\"startDate\":\"2020-03-16T03:57:23.000Z\",\"endDate\":\"2020-03-16T03:57:23.000Z\"}");
  }

  @Test
  void aJobWithoutLinesHasAnEmptyLog() throws IOException {
    JsonObject payload = details(JobSamples.aScheduledJob(1, 3), 0, 9).getJsonObject("payload");
    assertThat(payload.getJsonArray("logs")).isEmpty();
    assertThat(payload.get("tail"))
        .hasToString(
            "{\"nextLogId\":0,\"firstLogId\":1,\"lastLogId\":0,\"hasMore\":false,\"complete\":false,"
                + "\"gap\":null,\"pollAfterMs\":1000,\"nextBefore\":null}");
  }

  @Test
  void theTailSaysWhetherThereIsMore() throws IOException {
    Job job = JobSamples.aCompletedJob(1, 20);
    assertThat(details(job, 5, 5).getJsonObject("payload").get("tail"))
        .hasToString(
            "{\"nextLogId\":10,\"firstLogId\":1,\"lastLogId\":20,\"hasMore\":true,\"complete\":false,"
                + "\"gap\":null,\"pollAfterMs\":0,\"nextBefore\":6}");
    assertThat(details(job, 10, 10).getJsonObject("payload").get("tail"))
        .hasToString(
            "{\"nextLogId\":20,\"firstLogId\":1,\"lastLogId\":20,\"hasMore\":false,\"complete\":true,"
                + "\"gap\":null,\"pollAfterMs\":null,\"nextBefore\":11}");
  }

  @Test
  void aLongLogIsReadInPagesAndGivenWhole() throws IOException {
    KeptLines lines = new KeptLines(2_500);
    LogPages pages = pages(lines, JobSamples.aCompletedJob(1, 2_500), 0, Long.MAX_VALUE);
    JsonObject reply = json(JobDetails.json(pages));
    assertThat(reply.getJsonObject("payload").getJsonArray("logs"))
        .extracting(line -> line.asJsonObject().getInt("id"))
        .isEqualTo(IntStream.rangeClosed(1, 2_500).boxed().toList());
    assertThat(lines.pages()).containsOnly(1_000).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void aReplyThatLacksLinesDoesNotEndWell() {
    LogPages pages = pages(new KeptLines(15), JobSamples.aCompletedJob(7, 20), 0, Long.MAX_VALUE);
    assertThatThrownBy(() -> text(JobDetails.json(pages)))
        .hasMessage("Lines 16 to 20 of job 7 are gone");
  }

  @Test
  void theListOfJobsSaysWhereItGoesOn() throws IOException {
    List<Job> three =
        LongStream.of(9, 8, 5).mapToObj(id -> JobSamples.aScheduledJob(id, 0)).toList();
    JsonObject more = json(JobReply.page(three, 2));
    assertThat(more.getJsonArray("payload"))
        .extracting(job -> job.asJsonObject().getInt("id"))
        .containsExactly(9, 8);
    assertThat(more.get("page")).hasToString("{\"limit\":2,\"hasMore\":true,\"nextBefore\":8}");
    assertThat(json(JobReply.page(three, 3)).get("page"))
        .hasToString("{\"limit\":3,\"hasMore\":false,\"nextBefore\":null}");
    assertThat(json(JobReply.page(List.of(), 3)).getJsonArray("payload")).isEmpty();
  }

  @Test
  void oneJobIsThePayload() throws IOException {
    JsonObject reply = json(JobReply.of(JobSamples.aScheduledJob(4, 0)));
    assertThat(reply.keySet()).containsExactly("status", "message", "payload");
    assertThat(reply.getJsonObject("payload").keySet()).startsWith(JOB);
  }

  @Test
  void aLogForPeopleHasALineALineAndIndentsTheRest() throws IOException {
    Job job = JobSamples.aCompletedJob(1, 2);
    LogPages pages = pages(new KeptLines(2, "First\nsecond\r\nthird"), job, 1, Long.MAX_VALUE);
    assertThat(text(JobDetails.text(pages)))
        .isEqualTo("2 2020-03-16T03:57:23.000Z INFO  First\n\tsecond\n\tthird\n");
  }

  @Test
  void aLogForProgramsHasTheSameObjectALine() throws IOException {
    Job job = JobSamples.aCompletedJob(1, 2_500);
    List<String> lines =
        text(JobDetails.ndjson(pages(new KeptLines(2_500), job, 0, Long.MAX_VALUE)))
            .lines()
            .toList();
    assertThat(lines).hasSize(2_500);
    assertThat(lines.get(2_499))
        .isEqualTo(
            "{\"id\":2500,\"level\":\"INFO\",\"message\":\"Line 2500\","
                + "\"creationDate\":\"2020-03-16T03:57:23.000Z\","
                + "\"lastUpdate\":\"2020-03-16T03:57:23.000Z\"}");
  }

  @Test
  void aFileThatLacksLinesSaysSo() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ByteArrayOutputStream ndjson = new ByteArrayOutputStream();
    Job job = JobSamples.aCompletedJob(7, 2_500);
    StreamingOutput people = JobDetails.text(pages(new KeptLines(1_000), job, 0, Long.MAX_VALUE));
    StreamingOutput programs =
        JobDetails.ndjson(pages(new KeptLines(1_000), job, 0, Long.MAX_VALUE));
    String gone = "Lines 1001 to 2500 of job 7 are gone";
    assertThatThrownBy(() -> people.write(text)).hasMessage(gone);
    assertThatThrownBy(() -> programs.write(ndjson)).hasMessage(gone);
    assertThat(text.toString(java.nio.charset.StandardCharsets.UTF_8))
        .endsWith("\n(broken off after line 1000; ask for what comes after it)\n");
    assertThat(ndjson.toString(java.nio.charset.StandardCharsets.UTF_8))
        .endsWith("\n{\"brokenOffAfter\":1000}\n");
  }
}
