package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;
import org.jobscribe.system.Each;
import org.jobscribe.system.EventStream;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;

/**
 * Two nodes on one database, so busy that whatever is submitted waits until it is cancelled: that
 * has its lines written, at a moment that the test knows.
 */
public final class BusyNodes implements AutoCloseable {

  private final List<Server> nodes = new ArrayList<>();
  private final JobscribeClient writer;
  private final JobscribeClient other;

  public BusyNodes(Database database, String jvmOptions) {
    writer = node("latency-1", database, jvmOptions);
    other = node("latency-2", database, jvmOptions);
    keepBusy();
  }

  private JobscribeClient node(String name, Database database, String jvmOptions) {
    Map<String, String> environment = TestIssuer.TRUSTED.environment(database);
    environment.put("JOBSCRIBE_WAR", DrillWar.path());
    environment.put("JOBSCRIBE_ENGINE_THREADS", "1");
    Server node = Server.start(name, environment, jvmOptions);
    nodes.add(node);
    return JobscribeClient.of(node, TestIssuer.TRUSTED.token("EDIT", "ADMIN"));
  }

  /** Each node runs one job at a time, of items that take two seconds: all others wait. */
  private void keepBusy() {
    String items = "[" + String.join(",", Collections.nCopies(150, "\"slow\"")) + "]";
    writer.post("/api/v1/drills", "{\"jobs\":[%1$s,%1$s]}".formatted(items)).expect(204);
    await("both nodes are busy")
        .until(
            () ->
                writer
                        .get("/api/v1/jobs?progress=IN_PROGRESS")
                        .expect(200)
                        .json()
                        .getJsonArray("payload")
                        .size()
                    == 2);
  }

  /** The node that writes. */
  public JobscribeClient writer() {
    return writer;
  }

  public JobscribeClient other() {
    return other;
  }

  /**
   * How long it takes from before the request that has a line written until a follower has the
   * line: the request and its transaction count too.
   */
  public List<Duration> latencies(JobscribeClient followed, int times) {
    Catalogue catalogue = Catalogue.of(0, writer);
    List<Integer> jobs =
        IntStream.range(0, times).map(i -> catalogue.submitImport(1).getInt("id")).boxed().toList();
    List<EventStream> streams =
        jobs.stream().map(job -> followed.follow(job, "details/0")).toList();
    streams.forEach(stream -> stream.await("job"));
    List<Duration> latencies = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long since = System.nanoTime();
      writer.raw("DELETE", "/api/v1/job/" + jobs.get(i), Map.of(), "").expect(202);
      latencies.add(Duration.ofNanos(streams.get(i).await("log").received() - since));
      assertThat(streams.get(i).awaitEnd().lines()).containsExactly(1L, 2L);
    }
    return latencies;
  }

  @Override
  public void close() {
    Each.of(nodes, Server::close);
  }
}
