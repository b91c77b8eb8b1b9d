package org.jobscribe.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.io.FileUtils;
import org.jobscribe.system.Database;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;
import org.junit.jupiter.api.Test;

/**
 * From the launch of {@code server-config/node} to the first reply of the API, on a database that
 * is there: beside the same server with one servlet, and with the platform's APIs that the product
 * stands on. What an archive of classes saves, and what the optimizing compiler costs meanwhile.
 */
class StartBenchmark {

  private static final String BARE = "one servlet";
  private static final String FLOOR = "constant reply, token";
  private static final String PRODUCT = "Jobscribe, Derby";
  private static final String ARCHIVE = "Jobscribe, Derby, class archive";
  private static final String ONE_TIER = "Jobscribe, Derby, class archive, first compiler only";

  private final Database database = Database.derby();
  private final String token = TestIssuer.TRUSTED.token("VIEW");

  @Test
  void starts() throws IOException {
    Path unpacked = Files.createTempDirectory("jobscribe-unpacked");
    Path archive = unpacked.resolve("node.jsa");
    try {
      unpacked(unpacked, "-XX:ArchiveClassesAtExit=" + archive + " -Xlog:cds=error").close();
      measure(unpacked, "-XX:SharedArchiveFile=" + archive);
    } finally {
      FileUtils.deleteDirectory(unpacked.toFile());
    }
  }

  private void measure(Path unpacked, String withArchive) {
    Map<String, Supplier<Server>> subjects = new LinkedHashMap<>();
    subjects.put(BARE, () -> Floor.startBare(Node.JVM));
    subjects.put(FLOOR, () -> Floor.start(Node.JVM));
    subjects.put(PRODUCT, () -> start(Map.of(), Node.JVM));
    subjects.put(ARCHIVE, () -> unpacked(unpacked, withArchive));
    subjects.put(ONE_TIER, () -> unpacked(unpacked, withArchive + " -XX:TieredStopAtLevel=1"));
    Work cpu = new Work("Start, to the first reply", "s of server CPU");
    Work wall = new Work("Start, to the first reply", "s");
    for (int round = 0; round < Rounds.COUNT; round++) {
      subjects.forEach(
          (who, start) -> {
            long since = System.nanoTime();
            try (Server server = start.get()) {
              ask(server);
              wall.add(who, (System.nanoTime() - since) / 1e9);
              cpu.add(who, used(server).toNanos() / 1e9);
            }
          });
    }
    cpu.atMost(1.25, PRODUCT, BARE).atMost(0.95, ARCHIVE, PRODUCT);
    Results.write(StartBenchmark.class, List.of(cpu, wall));
  }

  private Server unpacked(Path directory, String jvmOptions) {
    return start(Map.of("JOBSCRIBE_UNPACKED", directory.toString()), Node.JVM + " " + jvmOptions);
  }

  private Server start(Map<String, String> settings, String jvmOptions) {
    Map<String, String> environment = TestIssuer.TRUSTED.environment(database);
    environment.putAll(settings);
    return Server.start("start", environment, jvmOptions);
  }

  private static Duration used(Server server) {
    return server.process().info().totalCpuDuration().orElseThrow();
  }

  private void ask(Server server) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/jobs"))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException("The first reply is " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
