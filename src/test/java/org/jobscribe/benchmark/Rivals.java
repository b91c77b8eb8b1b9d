package org.jobscribe.benchmark;

import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Other servers that run on this machine and answer the same question, measured in turn with the
 * product: {@code -Dbenchmark.rivals=FILE}, a properties file with, for each rival NAME,
 *
 * <pre>
 * NAME.pid      = its process
 * NAME.database = its database's process, if it has one
 * NAME.token    = sent in x-auth-jwt
 * NAME.empty, NAME.tail20, NAME.full1000 = URLs for a job of 1,000 lines; a missing one is skipped
 * NAME.bulk     = a POST starts a bulk edit of {items} items and answers {"jobId": …}; may be missing
 * NAME.job      = payload.job.progress of the job with the id {job}
 * </pre>
 */
final class Rivals {

  private Rivals() {}

  /**
   * @param what of {@code EMPTY}, {@code TAIL20}, {@code FULL1000}
   */
  static List<PollBenchmark.Subject> of(String what) {
    Properties rivals = read();
    return names(rivals)
        .flatMap(name -> rival(rivals, name, what.toLowerCase(Locale.ROOT)).stream())
        .toList();
  }

  /** A rival that makes bulk edits. */
  record BulkEditor(String name, String token, String start, String job) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** How many items a second. */
    double edit(int items) {
      long since = System.nanoTime();
      awaitEnd(start(items));
      return Jobs.rate(items, Duration.ofNanos(System.nanoTime() - since));
    }

    /** The job that edits so many items. */
    int start(int items) {
      return ask("POST", start.replace("{items}", Integer.toString(items))).getInt("jobId");
    }

    void awaitEnd(int id) {
      String url = job.replace("{job}", Integer.toString(id));
      await("job " + id + " of " + name + " is over")
          .atMost(Duration.ofMinutes(5))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(25))
          .until(() -> isCompleted(ask("GET", url)));
    }

    private static boolean isCompleted(JsonObject details) {
      return details
          .getJsonObject("payload")
          .getJsonObject("job")
          .getString("progress")
          .equals("COMPLETED");
    }

    private JsonObject ask(String method, String url) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .timeout(Duration.ofMinutes(1))
              .method(method, BodyPublishers.noBody())
              .header("x-auth-jwt", token)
              .build();
      try {
        HttpResponse<String> reply = HTTP.send(request, BodyHandlers.ofString());
        if (reply.statusCode() / 100 != 2) {
          throw new IllegalStateException(
              "%s answers %d: %s".formatted(name, reply.statusCode(), reply.body()));
        }
        try (JsonReader body = Json.createReader(new StringReader(reply.body()))) {
          return body.readObject();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  static List<BulkEditor> bulkEditors() {
    Properties rivals = read();
    return names(rivals)
        .filter(name -> rivals.containsKey(name + ".bulk"))
        .map(
            name ->
                new BulkEditor(
                    name,
                    rivals.getProperty(name + ".token", ""),
                    rivals.getProperty(name + ".bulk"),
                    rivals.getProperty(name + ".job")))
        .toList();
  }

  private static Stream<String> names(Properties rivals) {
    return rivals.stringPropertyNames().stream()
        .filter(key -> key.endsWith(".pid"))
        .map(key -> key.substring(0, key.length() - ".pid".length()))
        .sorted();
  }

  private static Properties read() {
    Properties rivals = new Properties();
    String file = System.getProperty("benchmark.rivals", "");
    if (!file.isBlank()) {
      try (Reader text = Files.newBufferedReader(Path.of(file))) {
        rivals.load(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return rivals;
  }

  private static Optional<PollBenchmark.Subject> rival(
      Properties rivals, String name, String what) {
    return Optional.ofNullable(rivals.getProperty(name + "." + what))
        .map(
            url ->
                new PollBenchmark.Subject(
                    name,
                    url,
                    Optional.empty(),
                    Map.of("x-auth-jwt", rivals.getProperty(name + ".token", "")),
                    Stream.of(name + ".pid", name + ".database")
                        .map(rivals::getProperty)
                        .filter(pid -> pid != null)
                        .map(pid -> ProcessHandle.of(Long.parseLong(pid.trim())).orElseThrow())
                        .toList(),
                    true));
  }
}
