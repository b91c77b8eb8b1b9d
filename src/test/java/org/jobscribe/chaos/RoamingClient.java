package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.EventStream;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Reply;

/**
 * Stays with one node until that is gone, and goes on at the next then, as the documentation tells
 * clients to: it repeats a submission with its key, and follows from the last event that it has.
 * One thread uses it at a time.
 */
final class RoamingClient {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONG_PATIENCE = Duration.ofMinutes(3);

  /** What a node that ends answers: the server itself, when the application is going or gone. */
  private static final Set<Integer> GONE = Set.of(500, 503);

  private final Nodes nodes;
  private final List<String> names;
  private int here;
  private int moves;

  /**
   * @param here which of {@code names} to begin at
   */
  RoamingClient(Nodes nodes, List<String> names, int here) {
    this.nodes = nodes;
    this.names = names;
    this.here = here;
  }

  private JobscribeClient client() {
    return Nodes.client(nodes.get(names.get(here)));
  }

  private void move() {
    here = (here + 1) % names.size();
    moves++;
  }

  /** How often a node was gone. */
  int moves() {
    return moves;
  }

  /** The id of the job that imports the CSV. */
  int submitImport(Catalogue catalogue, String csv) {
    Map<String, String> headers =
        Map.of("Content-Type", "text/csv", "Idempotency-Key", "\"" + UUID.randomUUID() + "\"");
    String path = "/api/v1/view/" + catalogue.id() + "/items";
    return await("a node takes the job")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(() -> submit(path, headers, csv), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<Integer> submit(String path, Map<String, String> headers, String csv) {
    try {
      Reply reply = client().raw("PUT", path, headers, csv);
      if (reply.status() == 202) {
        return Optional.of(reply.json().getJsonObject("payload").getInt("id"));
      }
      assertThat(reply.status()).as("a node that ends: %s", reply).isIn(GONE);
    } catch (UncheckedIOException e) {
      // the node is gone; whether it took the job, the next one knows by the key
    }
    move();
    return Optional.empty();
  }

  /** The ids of the lines that it gets until the job's end. */
  List<Long> follow(int job) {
    List<Long> lines = new ArrayList<>();
    String[] cursor = {"0"};
    await("job " + job + " is followed to its end")
        .atMost(LONG_PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(() -> followHere(job, lines, cursor));
    return lines;
  }

  /** Whether this node had the end. */
  private boolean followHere(int job, List<Long> lines, String[] cursor) {
    EventStream stream =
        client().follow(job, "details", Map.of("Last-Event-ID", cursor[0])).awaitClosed();
    lines.addAll(stream.lines());
    cursor[0] = stream.events().isEmpty() ? cursor[0] : stream.lastId();
    boolean isEnd = stream.events().stream().anyMatch(event -> event.name().equals("end"));
    if (!isEnd) {
      move();
    }
    return isEnd;
  }
}
