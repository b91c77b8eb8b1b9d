package org.jobscribe.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs wrk: connections that each ask again as soon as they are answered. */
final class Wrk {

  private static final Path REPORT =
      Path.of("src", "test", "resources", "benchmark", "report.lua").toAbsolutePath();

  private Wrk() {}

  /**
   * What came of a load.
   *
   * @param refused replies with another status than 2xx
   * @param failed connections that broke or took longer than two seconds
   */
  record Load(
      long requests,
      Duration took,
      long bytes,
      double p50Millis,
      double p99Millis,
      long refused,
      long failed) {

    double perSecond() {
      return requests / (took.toNanos() / 1e9);
    }

    /** The same, if every request was answered as it should be. */
    Load whole() {
      if (failed > 0) {
        throw new IllegalStateException("Not every request was answered: " + this);
      }
      return answered();
    }

    /** The same, if every answer was as it should be; some may have taken too long. */
    Load answered() {
      if (refused > 0 || requests == 0) {
        throw new IllegalStateException("Not answered, or refused: " + this);
      }
      return this;
    }
  }

  /** Pages that each request takes another one of, until all were asked for. */
  record Pages(long firstJob, int jobs, int firstCursor, int cursors) {
    private List<String> arguments() {
      return Stream.of(firstJob, jobs, firstCursor, cursors).map(Number::toString).toList();
    }
  }

  /**
   * @param pause of each connection between an answer and its next request; for few connections,
   *     since wrk goes through a list of all pauses again and again
   */
  static Load run(
      String url, Map<String, String> headers, int connections, Duration time, Duration pause) {
    return run(url, headers, connections, time, List.of(Long.toString(pause.toMillis())));
  }

  static Load run(String url, Map<String, String> headers, int connections, Duration time) {
    return run(url, headers, connections, time, Duration.ZERO);
  }

  /** Asks the server of {@code url} for pages of logs. */
  static Load run(
      String url, Pages pages, Map<String, String> headers, int connections, Duration time) {
    List<String> arguments = new ArrayList<>(List.of("0"));
    arguments.addAll(pages.arguments());
    return run(url, headers, connections, time, arguments);
  }

  private static Load run(
      String url,
      Map<String, String> headers,
      int connections,
      Duration time,
      List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("wrk", "-t1", "-c" + connections, "-d" + time.toSeconds() + "s", "--latency"));
    command.addAll(List.of("-s", REPORT.toString()));
    headers.forEach((name, value) -> command.addAll(List.of("-H", name + ": " + value)));
    command.addAll(List.of(url, "--"));
    command.addAll(arguments);
    return load(lastLine(command));
  }

  private static String lastLine(List<String> command) {
    try {
      Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
      String printed = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (wrk.waitFor() != 0) {
        throw new IllegalStateException("wrk failed: " + printed);
      }
      return printed.substring(printed.lastIndexOf("\n{") + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Benchmarks need wrk on the PATH (Debian: apt-get install wrk)", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Load load(String line) {
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      JsonObject said = reader.readObject();
      return new Load(
          said.getJsonNumber("requests").longValue(),
          Duration.ofNanos(said.getJsonNumber("micros").longValue() * 1000),
          said.getJsonNumber("bytes").longValue(),
          said.getJsonNumber("p50").doubleValue() / 1000,
          said.getJsonNumber("p99").doubleValue() / 1000,
          said.getJsonNumber("refused").longValue(),
          said.getJsonNumber("failed").longValue());
    }
  }
}
