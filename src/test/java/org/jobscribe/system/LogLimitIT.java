package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A server that keeps a thousand lines of a log, and readers of a job that has many more. */
abstract class LogLimitIT {

  private static final int MAX = 1_000;
  private static final int ITEMS = 20_000;
  private static final long LINES = ITEMS + 2;
  private static final long GAP_TO = LINES - (MAX - MAX / 2 - 1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Database database;

  LogLimitIT(Database database) {
    this.database = database;
  }

  @Test
  void eachLineIsGivenOnceOrSaidToBeLeftOutWhileTheJobRuns() throws Exception {
    Map<String, String> environment = TestIssuer.TRUSTED.environment(database);
    environment.put("JOBSCRIBE_LOG_MAX_LINES", Integer.toString(MAX));
    int job;
    try (Server server = Server.start("log-limit", environment)) {
      JobscribeClient client =
          JobscribeClient.of(server, TestIssuer.TRUSTED.token("VIEW", "EDIT", "ADMIN"));
      job = Catalogue.of(0, client).submitImport(ITEMS).getInt("id");
      assertReadersMissNothing(client, job);
      assertWhatIsKept(client.details(job));
      assertFormsTellOfTheGap(client, job);
    }
    int stored = database.ask(connection -> linesOf(connection, job));
    assertThat(stored).isEqualTo(MAX);
  }

  private static void assertReadersMissNothing(JobscribeClient client, int job) throws Exception {
    List<Callable<Reading>> readers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      readers.add(() -> poll(client, job, ""));
      readers.add(() -> poll(client, job, "?limit=400"));
      readers.add(() -> poll(client, job, "?level=INFO&limit=3000"));
      readers.add(() -> stream(client, job));
    }
    ExecutorService threads = Executors.newFixedThreadPool(readers.size());
    try {
      for (Future<Reading> reading : threads.invokeAll(readers)) {
        assertThat(reading.get().known)
            .containsExactlyElementsOf(LongStream.rangeClosed(1, LINES).boxed().toList());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** What one reader has been given, and what it was told to be gone. */
  private static final class Reading {
    private final Set<Long> known = new TreeSet<>();
    private long last;

    void take(JsonObject line) {
      long id = line.getJsonNumber("id").longValue();
      String message = line.getString("message");
      assertThat(id).isGreaterThan(last);
      last = id;
      if (line.getString("level").equals("WARN")) {
        assertThat(message).startsWith(id - MAX / 2 + " lines were left out here, 501 to " + id);
        return;
      }
      if (id > 1 && id < LINES) {
        assertThat(message).isEqualTo("Line %d: created item %d".formatted(id, id - 1));
      }
      assertThat(known.add(id)).as("line %d is new", id).isTrue();
    }

    void lose(JsonObject gap) {
      assertThat(gap.getString("reason")).isEqualTo("LINE_LIMIT");
      LongStream.rangeClosed(
              gap.getJsonNumber("from").longValue(), gap.getJsonNumber("to").longValue())
          .forEach(known::add);
    }
  }

  private static Reading poll(JobscribeClient client, int job, String query) {
    Reading reading = new Reading();
    long cursor = 0;
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      JsonObject payload =
          client
              .get("/api/v1/job/" + job + "/details/" + cursor + query)
              .expect(200)
              .json()
              .getJsonObject("payload");
      payload.getJsonArray("logs").getValuesAs(JsonValue::asJsonObject).forEach(reading::take);
      JsonObject tail = payload.getJsonObject("tail");
      if (!tail.isNull("gap")) {
        reading.lose(tail.getJsonObject("gap"));
      }
      cursor = tail.getJsonNumber("nextLogId").longValue();
      if (tail.getBoolean("complete")) {
        return reading;
      }
    }
    throw new AssertionError("Job %d is not complete after %s".formatted(job, PATIENCE));
  }

  private static Reading stream(JobscribeClient client, int job) {
    Reading reading = new Reading();
    for (EventStream.Event event : client.follow(job, "details/0").awaitEnd().events()) {
      switch (event.name()) {
        case "log" -> reading.take(event.json());
        case "gap" -> reading.lose(event.json());
        default -> assertThat(event.name()).isIn("job", "end");
      }
    }
    return reading;
  }

  private static void assertWhatIsKept(JsonObject details) {
    List<JsonObject> lines = details.getJsonArray("logs").getValuesAs(JsonValue::asJsonObject);
    assertThat(lines).hasSize(MAX);
    JsonObject standIn = lines.get(MAX / 2);
    assertThat(standIn.getJsonNumber("id").longValue()).isEqualTo(GAP_TO);
    assertThat(lines.get(MAX - 1).getString("message")).startsWith("Done running ");
    JsonObject tail = details.getJsonObject("tail");
    assertThat(tail.getJsonObject("gap").getInt("from")).isEqualTo(MAX / 2 + 1);
    assertThat(tail.getJsonObject("gap").getJsonNumber("to").longValue()).isEqualTo(GAP_TO);
    assertThat(tail.getBoolean("complete")).isTrue();
  }

  private static void assertFormsTellOfTheGap(JobscribeClient client, int job) {
    String path = "/api/v1/job/" + job + "/details";
    JsonObject errors = client.get(path + "?level=ERROR").expect(200).json();
    assertThat(errors.getJsonObject("payload").getJsonArray("logs")).hasSize(1);
    assertThat(errors.getJsonObject("payload").getJsonObject("tail").isNull("gap")).isFalse();
    String file = client.raw("GET", path, Map.of("Accept", "text/plain"), "").expect(200).body();
    assertThat(file.lines()).hasSize(MAX).anyMatch(line -> line.contains(" were left out here"));
    assertThat(client.details(job, GAP_TO).getJsonObject("tail").isNull("gap")).isTrue();
  }

  private static int linesOf(Connection connection, int job) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("SELECT COUNT(*) FROM job_log WHERE job_id = " + job)) {
      row.next();
      return row.getInt(1);
    }
  }
}
