package org.jobscribe.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What one class of benchmarks has measured: {@code target/benchmark/CLASS.json}, and {@code
 * index.html} with what every class has measured up to now.
 */
final class Results {

  static final Path DIRECTORY = Path.of("target", "benchmark").toAbsolutePath();

  private static final Logger LOG = System.getLogger(Results.class.getName());

  private Results() {}

  /** Writes them; a missed target is told, and fails nothing: it is a figure like any other. */
  static void write(Class<?> benchmark, List<Work> works) {
    works.forEach(Results::log);
    JsonArrayBuilder all = Json.createArrayBuilder();
    works.stream().map(Results::json).forEach(all::add);
    JsonObject document =
        Json.createObjectBuilder()
            .add("benchmark", benchmark.getSimpleName())
            .add("measured", Instant.now().toString())
            .add("processors", Runtime.getRuntime().availableProcessors())
            .add("java", System.getProperty("java.vm.name") + " " + Runtime.version())
            .add("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
            .add("works", all)
            .build();
    try {
      Files.createDirectories(DIRECTORY);
      Files.writeString(
          DIRECTORY.resolve(benchmark.getSimpleName() + ".json"), document.toString());
      Files.writeString(DIRECTORY.resolve("index.html"), ResultsPage.of(DIRECTORY));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObjectBuilder json(Work work) {
    JsonArrayBuilder figures = Json.createArrayBuilder();
    work.values()
        .forEach(
            (who, values) ->
                figures.add(
                    Json.createObjectBuilder()
                        .add("who", who)
                        .add("median", work.median(who))
                        .add("values", Json.createArrayBuilder(values))));
    JsonArrayBuilder targets = Json.createArrayBuilder();
    for (Work.Target target : work.targets()) {
      targets.add(
          Json.createObjectBuilder()
              .add("who", target.who())
              .add("against", target.against())
              .add("bound", (target.isMost() ? "at most " : "at least ") + target.bound())
              .add("ratio", work.ratio(target))
              .add("met", target.isMetBy(work.ratio(target))));
    }
    return Json.createObjectBuilder()
        .add("name", work.name())
        .add("unit", work.unit())
        .add("figures", figures)
        .add("targets", targets);
  }

  private static void log(Work work) {
    StringBuilder text = new StringBuilder(work.name()).append(", ").append(work.unit());
    work.values()
        .forEach(
            (who, values) ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%n  %-40s %12.1f  (%d values)",
                        who,
                        work.median(who),
                        values.size())));
    for (Work.Target target : work.targets()) {
      double ratio = work.ratio(target);
      text.append(
          String.format(
              Locale.ROOT,
              "%n  %s: %.2f times %s, %s %s: %s",
              target.who(),
              ratio,
              target.against(),
              target.isMost() ? "at most" : "at least",
              target.bound(),
              target.isMetBy(ratio) ? "met" : "missed"));
    }
    LOG.log(Level.INFO, text.toString());
  }
}
