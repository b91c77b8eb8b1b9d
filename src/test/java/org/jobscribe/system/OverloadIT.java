package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A node that may work on one request at once, lets no other wait, and has one: a body that does
 * not come to an end.
 */
class OverloadIT {

  /** Imported while half an upload is waited for, which the server does for 30 seconds. */
  private static final int ITEMS = 6_000;

  private static final int UNREAD = 100_000;
  private static final Pattern STATUS = Pattern.compile("HTTP/1.1 (\\d{3}) ");
  private static final String SHED = "jobscribe_requests_shed_total";

  private static Server server;
  private static JobscribeClient client;

  @BeforeAll
  static void oneNode() {
    server = HalfUpload.startNode("overload", Duration.ZERO);
    client = JobscribeClient.of(server, TestIssuer.TRUSTED.token("EDIT", "ADMIN"));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void furtherRequestsAreShedAndFollowersGoOn() throws IOException {
    Catalogue catalogue = Catalogue.of(0, client);
    int job = catalogue.submitImport(ITEMS).getInt("id");
    EventStream follower = client.follow(job, "details/0");
    follower.await("log");
    try (HalfUpload upload = HalfUpload.begin(server, catalogue.id())) {
      await("the node is busy").until(() -> jobs().status() == 503);
      Reply refusal = jobs();
      Problems.assertIsProblem(refusal, 503);
      assertThat(refusal.json().getString("type")).isEqualTo("urn:jobscribe:problem:overloaded");
      assertThat(refusal.header("Retry-After")).isEqualTo("1");
      assertThat(statusesOnOneConnection()).containsExactly(503, 503);
      String either = "application/json, text/event-stream"; // gets JSON, at its reader's speed
      client
          .raw("GET", "/api/v1/job/" + job + "/details", Map.of("Accept", either), "")
          .expect(503);
      assertThat(client.raw("GET", "/health/live", Map.of(), "").status()).isEqualTo(200);
      assertThat(shed()).isGreaterThanOrEqualTo(2);
      assertThat(follower.awaitEnd().lines())
          .isEqualTo(LongStream.rangeClosed(1, ITEMS + 2).boxed().toList());
      finish(upload);
    }
  }

  /** Who asks and does not read is not answered for ever: that would fill the node's memory. */
  @Test
  void refusalsThatNobodyReadsAreNotPiledUp() throws IOException {
    int view = Catalogue.of(0, client).id();
    try (HalfUpload upload = HalfUpload.begin(server, view);
        Socket deaf = new Socket()) {
      await("the node is busy").until(() -> jobs().status() == 503);
      deaf.setReceiveBufferSize(8_192);
      URI address = URI.create(server.url());
      deaf.connect(new InetSocketAddress(address.getHost(), address.getPort()));
      double before = shed();
      String many = "GET /api/ HTTP/1.1\r\nHost: a\r\n\r\n".repeat(UNREAD);
      Thread asking = new Thread(() -> write(many, deaf)); // stops when the connection ends
      asking.start();
      AtomicReference<Double> last = new AtomicReference<>(before);
      await("the node takes no more of them")
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                double now = shed();
                return now == last.getAndSet(now) && now > before;
              });
      assertThat(last.get() - before).isLessThan(UNREAD / 2);
      finish(upload);
    }
  }

  private static void finish(HalfUpload upload) throws IOException {
    upload.finish();
    await("the node is free").until(() -> jobs().status() == 200);
  }

  private static void write(String text, Socket socket) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // the node has ended the connection, or the test has
    }
  }

  private static Reply jobs() {
    return client.raw("GET", "/api/v1/jobs", Map.of(), "");
  }

  /** Of two requests, the second of which is the connection's last. */
  private static List<Integer> statusesOnOneConnection() throws IOException {
    String request = "GET /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\n";
    try (Socket socket = HalfUpload.connect(server)) {
      String both = request + "\r\n" + request + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(both.getBytes(StandardCharsets.US_ASCII));
      String replies = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return STATUS.matcher(replies).results().map(line -> Integer.valueOf(line.group(1))).toList();
    }
  }

  private static double shed() {
    return Metrics.ofApplication(SHED, client);
  }
}
