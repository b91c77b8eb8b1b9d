package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node that may work on one request at once, and lets others wait for their turn. */
class AdmissionIT {

  private static final Duration MAX_WAIT = Duration.ofSeconds(10);
  private static final int CROWD = 50;
  private static final int MOST_WITH_BODY = 200;
  private static final int ITEMS = 5_000;
  private static final String WAITING = "jobscribe_requests_waiting";
  private static final String SHED = "jobscribe_requests_shed_total";

  private static Server server;
  private static JobscribeClient client;

  @BeforeAll
  static void oneNode() {
    server = HalfUpload.startNode("admission", MAX_WAIT);
    client = JobscribeClient.of(server, TestIssuer.TRUSTED.token("EDIT", "ADMIN"));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void aCrowdBeyondTheLimitIsAnsweredInTurn() throws IOException {
    double shed = metric(SHED);
    Catalogue catalogue = Catalogue.of(0, client);
    try (HalfUpload upload = HalfUpload.begin(server, catalogue.id())) {
      CompletableFuture<Integer> first = firstToWait();
      List<CompletableFuture<Integer>> crowd =
          Stream.generate(AdmissionIT::askLater).limit(CROWD).toList();
      CompletableFuture<JsonObject> large =
          later(() -> catalogue.submitImport(ITEMS)); // whose body is in the connection meanwhile
      await("all wait").until(() -> metric(WAITING) == CROWD + 2);
      upload.finish();
      assertThat(first.join()).isEqualTo(200);
      assertThat(crowd.stream().map(CompletableFuture::join)).containsOnly(200);
      int job = large.join().getInt("id");
      assertThat(client.awaitFinal(job).getJsonObject("job").getInt("total")).isEqualTo(ITEMS);
    }
    assertThat(metric(WAITING)).isZero();
    assertThat(metric(SHED)).isEqualTo(shed);
  }

  @Test
  void whoWaitsInVainIsToldSoAndMayAskAgain() throws IOException {
    try (HalfUpload upload = HalfUpload.begin(server, Catalogue.of(0, client).id());
        Socket socket = HalfUpload.connect(server)) {
      CompletableFuture<Integer> first = firstToWait();
      Instant asked = Instant.now();
      send("GET /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\n\r\n", socket);
      String reply = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertThat(reply).isEqualTo("HTTP/1.1 503");
      assertThat(Duration.between(asked, Instant.now())).isGreaterThanOrEqualTo(MAX_WAIT);
      assertThat(first.join()).isEqualTo(503);
      upload.finish();
      send(
          "GET /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nx-auth-jwt: %s\r\n\r\n"
              .formatted(TestIssuer.TRUSTED.token("VIEW")),
          socket);
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("\r\nRetry-After: 1\r\n", "urn:jobscribe:problem:overloaded", "HTTP/1.1 200 ");
    }
  }

  /** What is read of bodies is in memory before anybody's token is checked. */
  @Test
  void whoHasABodyIsShedWhereTwoHundredWait() throws IOException {
    int view = Catalogue.of(0, client).id();
    List<HalfUpload> waiting = new ArrayList<>();
    try (HalfUpload upload = HalfUpload.begin(server, view)) {
      firstToWait();
      for (int i = 1; i < MOST_WITH_BODY; i++) {
        waiting.add(HalfUpload.begin(server, view));
      }
      await("they wait").until(() -> metric(WAITING) == MOST_WITH_BODY);
      try (HalfUpload oneMore = HalfUpload.begin(server, view)) {
        assertThat(oneMore.status()).isEqualTo("HTTP/1.1 503");
        assertThat(metric(WAITING)).isEqualTo(MOST_WITH_BODY);
      }
      for (HalfUpload one : waiting) {
        one.close();
      }
      upload.finish();
    }
    await("the node is free").until(() -> askLater().join() == 200);
  }

  /**
   * The node is busy with what came before when somebody waits for longer than an answer takes; had
   * this one come first, the other would not wait for as long.
   */
  private static CompletableFuture<Integer> firstToWait() {
    AtomicReference<CompletableFuture<Integer>> first = new AtomicReference<>(askLater());
    await("the node is busy")
        .during(Duration.ofSeconds(1))
        .until(
            () -> {
              if (first.get().isDone()) {
                first.set(askLater());
              }
              return metric(WAITING) == 1;
            });
    return first.get();
  }

  private static CompletableFuture<Integer> askLater() {
    return later(() -> client.raw("GET", "/api/v1/jobs", Map.of(), "").status());
  }

  private static <T> CompletableFuture<T> later(Supplier<T> request) {
    return CompletableFuture.supplyAsync(request, task -> new Thread(task).start());
  }

  private static void send(String request, Socket socket) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private static double metric(String name) {
    return Metrics.ofApplication(name, client);
  }
}
