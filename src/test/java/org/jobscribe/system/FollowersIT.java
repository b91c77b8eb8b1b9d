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
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jobscribe.chaos.DrillWar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many followers on one node with 512 MB, those that go away, and those that take nothing. */
class FollowersIT {

  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  /** Two heartbeats, and what a busy machine needs; without heartbeats nobody would notice. */
  private static final Duration NOTICED = HEARTBEAT.multipliedBy(2).plusSeconds(10);

  private static final int ITEMS = 500;
  private static final int FOLLOWED = 2_000;

  /**
   * Those of the server's pool, for requests, and those for first looks, however many there were.
   */
  private static final int MOST_THREADS = 200 + 16;

  /**
   * Bytes of the heap for one that waits, with its connection and the server's request; 37,000 were
   * measured. What else the server keeps, the database's pages above all, isn't theirs.
   */
  private static final long MOST_HELD = 50_000;

  private static final String FOLLOWERS = "jobscribe_followers";

  private static Server server;
  private static JobscribeClient client;
  private final List<EventStream> streams = new ArrayList<>();
  private final List<Integer> longJobs = new ArrayList<>();

  @BeforeAll
  static void oneNode() {
    Map<String, String> environment = TestIssuer.TRUSTED.environment(Database.derby());
    environment.put("JOBSCRIBE_FOLLOW_HEARTBEAT", HEARTBEAT.toString());
    environment.put("JOBSCRIBE_ENGINE_THREADS", "1");
    environment.put("JOBSCRIBE_WAR", DrillWar.path());
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
    longJobs.forEach(job -> client.raw("DELETE", "/api/v1/job/" + job, Map.of(), "")); // if it runs
    awaitFollowers(0);
  }

  private static int followers() {
    return (int) Metrics.ofApplication(FOLLOWERS, client);
  }

  private static void awaitFollowers(int count) {
    await(count + " followers").atMost(Duration.ofSeconds(60)).until(() -> followers() == count);
  }

  private void follow(int job, int times) {
    for (int i = 0; i < times; i++) {
      streams.add(client.follow(job, "details/0"));
    }
  }

  /** It runs until it is cancelled. One job runs at a time: those behind it wait. */
  private int aLongJob() {
    String items = String.join(",", Collections.nCopies(100, "\"slow\""));
    client.post("/api/v1/drills", "{\"jobs\":[[%s]]}".formatted(items)).expect(204);
    int job = client.jobs().getJsonObject(0).getInt("id");
    longJobs.add(job);
    return job;
  }

  private static void cancel(int job) {
    client.raw("DELETE", "/api/v1/job/" + job, Map.of(), "").expect(202);
  }

  private static long threads() {
    return server.threads().lines().filter(line -> line.startsWith("\"")).count();
  }

  /** All of them wait, and hold next to nothing. */
  private static void assertThatTheyWaitFor(int first, long threadsBefore, long heapBefore) {
    awaitFollowers(FOLLOWED);
    assertThat(threads()).isLessThan(threadsBefore + MOST_THREADS);
    assertThat((server.liveHeap() - heapBefore) / FOLLOWED).isLessThan(MOST_HELD);
    cancel(first);
  }

  @Test
  void twoThousandFollowOneJobAndEachHasEveryLine() {
    long threads = threads();
    long heap = server.liveHeap();
    int first = aLongJob();
    int job = Catalogue.of(0, client).submitImport(ITEMS).getInt("id");
    follow(job, FOLLOWED);
    assertThatTheyWaitFor(first, threads, heap);
    List<Long> all = LongStream.rangeClosed(1, ITEMS + 2).boxed().toList();
    for (EventStream stream : streams) {
      assertThat(stream.awaitEnd().lines()).isEqualTo(all);
    }
  }

  @Test
  void fiveHundredJobsHaveFourFollowersEach() {
    long threads = threads();
    long heap = server.liveHeap();
    int first = aLongJob();
    Catalogue catalogue = Catalogue.of(0, client);
    for (int i = 0; i < FOLLOWED / 4; i++) {
      follow(catalogue.submitImport(3).getInt("id"), 4);
    }
    assertThatTheyWaitFor(first, threads, heap);
    for (EventStream stream : streams) {
      assertThat(stream.awaitEnd().lines()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }
  }

  @Test
  void whoIsGoneIsNoticedWithinTwoHeartbeats() {
    aLongJob();
    int silent = aLongJob();
    follow(silent, 50);
    awaitFollowers(50);
    await("all heard of")
        .atMost(NOTICED)
        .until(() -> streams.stream().allMatch(stream -> stream.heartbeats() > 0));
    streams.forEach(EventStream::close);
    long since = System.nanoTime();
    awaitFollowers(0);
    assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(NOTICED);
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
  }

  @Test
  void aStopEndsStreamsAfterAWholeLine() {
    Map<String, String> environment = TestIssuer.TRUSTED.environment(Database.derby());
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
