package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jobscribe.json.JsonText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A log of a million lines, from a server with little memory: what two readers get at once is more
 * than it could hold.
 */
class LongLogIT {

  private static final int LINES = 1_000_000;
  private static final int READERS = 2;
  private static final int PATIENCE = 5; // minutes

  @ParameterizedTest
  @EnumSource
  void aMillionLinesAreReadInFullByTwoReadersAtOnceIn256MegaBytes(RunsOn.Kind kind)
      throws Exception {
    Database database = kind.newDatabase();
    LongLog.write(database, LINES);
    String options = "-XX:TieredStopAtLevel=1 -Xmx256m -XX:+ExitOnOutOfMemoryError";
    try (Server server =
        Server.start("long-log", TestIssuer.TRUSTED.environment(database), options)) {
      ExecutorService threads = Executors.newFixedThreadPool(READERS);
      try {
        Callable<Long> reader = () -> lastOfConsecutiveIds(server);
        List<Future<Long>> readers =
            threads.invokeAll(Collections.nCopies(READERS, reader), PATIENCE, TimeUnit.MINUTES);
        for (Future<Long> lastId : readers) {
          assertThat(lastId.get()).isEqualTo(LINES);
        }
      } finally {
        threads.shutdownNow();
      }
      assertThat(server.log()).doesNotContain("OutOfMemoryError");
    }
  }

  /** Reads the whole log as it comes; each line's id must be one more than the line's before. */
  private static long lastOfConsecutiveIds(Server server) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/job/1/details"))
            .header("x-auth-jwt", TestIssuer.TRUSTED.token("VIEW"))
            .build();
    HttpResponse<InputStream> response = Http.send(request, BodyHandlers.ofInputStream());
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
        if (json.getLong() != ++last) {
          throw new AssertionError(
              "Line " + last + " is expected, and " + json.getLong() + " comes");
        }
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
