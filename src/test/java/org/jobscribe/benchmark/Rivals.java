package org.jobscribe.benchmark;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * </pre>
 */
final class Rivals {

  private Rivals() {}

  static List<PollBenchmark.Subject> of(String scenario) {
    Properties rivals = read();
    return rivals.stringPropertyNames().stream()
        .filter(key -> key.endsWith(".pid"))
        .map(key -> key.substring(0, key.length() - ".pid".length()))
        .sorted()
        .flatMap(name -> subject(rivals, name, scenario.toLowerCase(Locale.ROOT)).stream())
        .toList();
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

  private static Optional<PollBenchmark.Subject> subject(
      Properties rivals, String name, String scenario) {
    return Optional.ofNullable(rivals.getProperty(name + "." + scenario))
        .map(
            url ->
                new PollBenchmark.Subject(
                    name,
                    url,
                    Map.of("x-auth-jwt", rivals.getProperty(name + ".token", "")),
                    Stream.of(name + ".pid", name + ".database")
                        .map(rivals::getProperty)
                        .filter(pid -> pid != null)
                        .map(pid -> ProcessHandle.of(Long.parseLong(pid.trim())).orElseThrow())
                        .toList()));
  }
}
