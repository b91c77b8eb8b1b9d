package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jobscribe.json.JsonText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A log of a million lines, from a server with little memory. */
class LongLogIT {

  private static final int LINES = 1_000_000;
  private static final int READERS = 4;

  @ParameterizedTest
  @EnumSource
  void aMillionLinesAreReadInFullByFourReadersAtOnceIn256MegaBytes(RunsOn.Kind kind)
      throws Exception {
    Database database = kind.newDatabase();
    try (Server server = Server.start("long-log", database.environment())) {
      submitJob(JobscribeClient.of(server, server.token()));
    }
    database.ask(LongLogIT::appendLines);
    String options = "-XX:TieredStopAtLevel=1 -Xmx256m -XX:+ExitOnOutOfMemoryError";
    try (Server server = Server.start("long-log", database.environment(), options)) {
      ExecutorService threads = Executors.newFixedThreadPool(READERS);
      try {
        Callable<Long> reader = () -> lastOfConsecutiveIds(server);
        List<Future<Long>> readers = threads.invokeAll(Collections.nCopies(READERS, reader));
        for (Future<Long> lastId : readers) {
          assertThat(lastId.get()).isEqualTo(LINES);
        }
      } finally {
        threads.shutdownNow();
      }
      assertThat(server.log()).doesNotContain("OutOfMemoryError");
    }
  }

  private static void submitJob(JobscribeClient client) {
    int job =
        client
            .post("/api/v1/view/1/bulk-edit", "{\"bulkEditPackage\":{\"bulkEditItems\":[]}}")
            .expect(202)
            .json()
            .getJsonObject("payload")
            .getInt("id");
    assertThat(job).isEqualTo(1);
    assertThat(client.awaitFinal(job).getJsonArray("logs")).hasSize(2);
  }

  /** Makes the log of job 1 longer, as if the job had written it. */
  private static Void appendLines(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO job_log (job_id, log_id, level, message, created_at) VALUES (1, ?, 'INFO', ?, 0)");
        Statement update = connection.createStatement()) {
      for (int id = 3; id <= LINES; id++) {
        insert.setInt(1, id);
        insert.setString(2, "Changed attribute 2 for item " + id + " to a text of usual length");
        insert.addBatch();
        if (id % 5_000 == 0) {
          insert.executeBatch();
          connection.commit();
        }
      }
      update.execute("UPDATE job SET version = version + 1, next_log_id = " + (LINES + 1));
    }
    connection.commit();
    return null;
  }

  /** Reads the whole log as it comes; each line's id must be one more than the line's before. */
  private static long lastOfConsecutiveIds(Server server) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/job/1/details"))
            .header("x-auth-jwt", server.token())
            .build();
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    try (JsonParser json = JsonText.parser(response.body())) {
      return lastOfConsecutiveIds(json);
    }
  }

  private static long lastOfConsecutiveIds(JsonParser json) {
    skipTo(json, "logs");
    long last = 0;
    while (json.hasNext()) {
      Event event = json.next();
      if (event == Event.KEY_NAME && json.getString().equals("id")) {
        json.next();
        assertThat(json.getLong()).isEqualTo(++last);
      } else if (event == Event.KEY_NAME && json.getString().equals("tail")) {
        json.next();
        assertThat(json.getObject().getBoolean("complete")).isTrue();
      }
    }
    return last;
  }

  private static void skipTo(JsonParser json, String key) {
    while (json.next() != Event.KEY_NAME || !json.getString().equals(key)) {
      assertThat(json.hasNext()).isTrue();
    }
  }
}
