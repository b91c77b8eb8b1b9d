package org.jobscribe.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page with a bar for each figure, its rounds as marks, and the ratio to each target. */
final class ResultsPage {

  private static final int LABEL = 260;
  private static final int BAR = 420;
  private static final int ROW = 26;

  private ResultsPage() {}

  /** Of all the JSON files in the directory. */
  static String of(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      String sections =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .sorted()
              .map(ResultsPage::read)
              .map(ResultsPage::section)
              .collect(Collectors.joining());
      return """
          <!DOCTYPE html>
          <html lang="en"><meta charset="utf-8"><title>Jobscribe: measured</title>
          <style>
            :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            svg { width: 100%%; height: auto; font: 13px system-ui, sans-serif; }
            text { fill: currentColor; } .bar { fill: #4a7fb5; } .own { fill: #d9822b; }
            .round { stroke: currentColor; stroke-width: 1.5; } .missed { font-weight: 600; }
          </style>
          <h1>Jobscribe: measured</h1>
          <p>Bars are medians, marks the rounds. A ratio compares medians of the same run.</p>
          %s</html>
          """
          .formatted(sections);
    }
  }

  private static JsonObject read(Path file) {
    try (JsonReader reader = Json.createReader(Files.newInputStream(file))) {
      return reader.readObject();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String section(JsonObject document) {
    return "<h2>%s</h2><p>%s, %s, %s processors, %s</p>%s"
        .formatted(
            text(document.getString("benchmark")),
            text(document.getString("measured")),
            text(document.getString("java")),
            document.getInt("processors"),
            text(document.getString("system")),
            document.getJsonArray("works").getValuesAs(JsonObject.class).stream()
                .map(ResultsPage::work)
                .collect(Collectors.joining()));
  }

  private static String work(JsonObject work) {
    return "<h3>%s</h3><p>%s</p>%s<ul>%s</ul>"
        .formatted(
            text(work.getString("name")),
            text(work.getString("unit")),
            plot(work.getJsonArray("figures").getValuesAs(JsonObject.class)),
            work.getJsonArray("targets").getValuesAs(JsonObject.class).stream()
                .map(ResultsPage::target)
                .collect(Collectors.joining()));
  }

  private static String target(JsonObject target) {
    boolean isMet = target.getBoolean("met");
    return "<li class=\"%s\">%s: %s times %s (%s): %s</li>"
        .formatted(
            isMet ? "met" : "missed",
            text(target.getString("who")),
            number(target.getJsonNumber("ratio").doubleValue()),
            text(target.getString("against")),
            text(target.getString("bound")),
            isMet ? "met" : "missed");
  }

  private static String plot(List<JsonObject> figures) {
    double most = figures.stream().flatMap(ResultsPage::rounds).max(Double::compare).orElse(1.0);
    StringBuilder svg = new StringBuilder();
    for (int i = 0; i < figures.size(); i++) {
      svg.append(row(figures.get(i), i * ROW, BAR / most));
    }
    return "<svg viewBox=\"0 0 %d %d\" role=\"img\">%s</svg>"
        .formatted(LABEL + BAR + 120, figures.size() * ROW, svg);
  }

  private static String row(JsonObject figure, int top, double scale) {
    double median = figure.getJsonNumber("median").doubleValue();
    String who = figure.getString("who");
    String marks =
        rounds(figure)
            .map(value -> LABEL + value * scale)
            .map(
                x ->
                    String.format(
                        Locale.ROOT,
                        "<line class=\"round\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\"/>",
                        x,
                        top + 3,
                        top + ROW - 6))
            .collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
            + "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%s"
            + "<text x=\"%d\" y=\"%d\">%s</text>",
        LABEL - 8,
        top + 17,
        text(who),
        who.startsWith("Jobscribe") ? "own" : "bar",
        LABEL,
        top + 5,
        median * scale,
        ROW - 10,
        marks,
        LABEL + BAR + 10,
        top + 17,
        number(median));
  }

  private static Stream<Double> rounds(JsonObject figure) {
    return figure.getJsonArray("values").getValuesAs(JsonNumber.class).stream()
        .map(JsonNumber::doubleValue);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }

  private static String text(String raw) {
    return raw.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
