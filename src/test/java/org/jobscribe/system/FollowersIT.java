package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many followers on one node with 512 MB, those that go away, and those that take nothing. */
class FollowersIT {

  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  /** Two heartbeats, and what a busy machine needs; without heartbeats nobody would notice. */
  private static final Duration NOTICED = HEARTBEAT.multipliedBy(2).plusSeconds(10);

  private static final int ITEMS = 2_000;
  private static final String FOLLOWERS = "jobscribe_followers{mp_scope=\"application\"}";

  private static Server server;
  private static JobscribeClient client;
  private final List<EventStream> streams = new ArrayList<>();

  @BeforeAll
  static void oneNode() {
    Map<String, String> environment = new HashMap<>(Database.derby().environment());
    environment.putAll(TestIssuer.TRUSTED.environment());
    environment.put("JOBSCRIBE_FOLLOW_HEARTBEAT", HEARTBEAT.toString());
    environment.put("JOBSCRIBE_ENGINE_THREADS", "1");
    server = Server.start("followers", environment);
    client = JobscribeClient.of(server, TestIssuer.TRUSTED.token("EDIT", "ADMIN"));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @AfterEach
  void nobodyIsLeft() {
    streams.forEach(EventStream::close);
    awaitFollowers(0);
  }

  private static int followers() {
    String text = client.raw("GET", "/metrics?scope=application", Map.of(), "").expect(200).body();
    return Metrics.of(text).get(FOLLOWERS).intValue();
  }

  private static void awaitFollowers(int count) {
    await(count + " followers").atMost(Duration.ofSeconds(60)).until(() -> followers() == count);
  }

  private void follow(int job, int times) {
    for (int i = 0; i < times; i++) {
      streams.add(client.follow(job, "details/0"));
    }
  }

  /** One job runs at a time: those behind it wait. */
  private static int aLongJob() {
    return Catalogue.of(0, client).submitImport(20_000).getInt("id");
  }

  @Test
  void twoThousandFollowOneJobAndEachHasEveryLine() {
    aLongJob();
    int job = Catalogue.of(0, client).submitImport(ITEMS).getInt("id");
    follow(job, 2_000);
    List<Long> all = LongStream.rangeClosed(1, ITEMS + 2).boxed().toList();
    for (EventStream stream : streams) {
      assertThat(stream.awaitEnd().lines()).isEqualTo(all);
    }
  }

  @Test
  void fiveHundredJobsHaveFourFollowersEach() {
    aLongJob();
    Catalogue catalogue = Catalogue.of(0, client);
    for (int i = 0; i < 500; i++) {
      follow(catalogue.submitImport(3).getInt("id"), 4);
    }
    for (EventStream stream : streams) {
      assertThat(stream.awaitEnd().lines()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }
  }

  @Test
  void whoIsGoneIsNoticedWithinTwoHeartbeats() {
    aLongJob();
    int job = Catalogue.of(0, client).submitImport(60_000).getInt("id");
    follow(job, 50);
    awaitFollowers(50);
    await("all heard of").until(() -> streams.stream().allMatch(stream -> stream.heartbeats() > 0));
    streams.forEach(EventStream::close);
    long since = System.nanoTime();
    awaitFollowers(0);
    assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(NOTICED);
    client.raw("DELETE", "/api/v1/job/" + job, Map.of(), "").expect(202);
  }

  @Test
  void whoTakesNothingHoldsNoMemoryAndIsLetGo() throws IOException {
    int job = Catalogue.of(0, client).submitImport(30_000).getInt("id"); // 5 MB of events
    client.awaitFinal(job);
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        sockets.add(askAndTakeNothing(job));
      }
      awaitFollowers(200);
      assertThat(client.follow(job, "details/0").awaitEnd().lines()).hasSize(30_002);
      awaitFollowers(0);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static Socket askAndTakeNothing(int job) throws IOException {
    URI address = URI.create(server.url());
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new java.net.InetSocketAddress(address.getHost(), address.getPort()));
    String request =
        "GET /api/v1/job/%d/details HTTP/1.1\r\nHost: %s\r\nx-auth-jwt: %s\r\nAccept: text/event-stream\r\n\r\n"
            .formatted(job, address.getAuthority(), TestIssuer.TRUSTED.token("VIEW"));
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void aStreamEndsWithItsToken() {
    aLongJob();
    int job = Catalogue.of(0, client).submitImport(10).getInt("id");
    Instant expiry = Instant.now().plusSeconds(3);
    JobscribeClient shortly =
        client.as(
            TestIssuer.TRUSTED.sign(
                TestIssuer.TRUSTED
                    .claims()
                    .claim("groups", List.of("VIEW"))
                    .expirationTime(Date.from(expiry))
                    .build()));
    int waiting = aLongJob();
    EventStream stream = shortly.follow(waiting, "details").awaitEnd();
    assertThat(Instant.now()).isAfter(expiry.minusSeconds(1));
    assertThat(stream.events()).extracting(EventStream.Event::name).doesNotContain("end");
    assertThat(job).isLessThan(waiting);
  }

  @Test
  void aStopEndsStreamsAfterAWholeLine() {
    Map<String, String> environment = new HashMap<>(Database.derby().environment());
    environment.putAll(TestIssuer.TRUSTED.environment());
    Server other = Server.start("followers-stop", environment);
    JobscribeClient others = JobscribeClient.of(other, TestIssuer.TRUSTED.token("EDIT", "ADMIN"));
    int job = Catalogue.of(0, others).submitImport(60_000).getInt("id");
    EventStream stream = others.follow(job, "details/0");
    stream.await("log");
    other.stop();
    await("the end of the stream").until(stream::isEnded);
    List<Long> lines = stream.lines();
    assertThat(lines).isEqualTo(LongStream.rangeClosed(1, lines.size()).boxed().toList());
  }
}
