package org.jobscribe.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jobscribe.system.Catalogue;

/** Clients that submit jobs and follow them, whatever the nodes do meanwhile. */
final class Load implements AutoCloseable {

  private static final int SUBMITTERS = 3;

  /** Between two jobs of a submitter: a node that starts needs the processors too. */
  private static final int PAUSE_MILLIS = 500;

  private static final int ITEMS = 500;
  private static final int PATIENCE = 3; // minutes

  private final Promise promise;
  private final Nodes nodes;
  private final List<String> names;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<CompletableFuture<List<Followed>>> clients = new ArrayList<>();
  private final CountDownLatch isOver = new CountDownLatch(1);

  /**
   * A job that a client has followed to its end.
   *
   * @param lines the ids of those that it got
   * @param moves how often it had to go to another node, for this job or those before
   */
  record Followed(StoredJob job, List<Long> lines, int moves) {

    static Followed by(RoamingClient client, StoredJob job) {
      List<Long> lines = client.follow(job.id());
      return new Followed(job, lines, client.moves());
    }
  }

  /**
   * Begins at once.
   *
   * @param promise that every job is whole in the end
   * @param names of the nodes
   */
  Load(Promise promise, Nodes nodes, List<String> names) {
    this.promise = promise;
    this.nodes = nodes;
    this.names = names;
    for (int i = 0; i < SUBMITTERS; i++) {
      RoamingClient client = new RoamingClient(nodes, names, i % names.size());
      Catalogue catalogue = Catalogue.empty(Nodes.client(nodes.get(names.get(0))));
      clients.add(CompletableFuture.supplyAsync(() -> submitAll(client, catalogue), threads));
    }
  }

  /** One job after the other. */
  private List<Followed> submitAll(RoamingClient client, Catalogue catalogue) {
    List<Followed> all = new ArrayList<>();
    do {
      StoredJob job = submit(client, catalogue, 1 + all.size() * ITEMS, ITEMS);
      all.add(Followed.by(client, job));
    } while (!isOverAfterAPause());
    return all;
  }

  private boolean isOverAfterAPause() {
    try {
      return isOver.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** A further job, submitted to that node, and followed there. */
  StoredJob submitTo(String name, int items) {
    RoamingClient client = new RoamingClient(nodes, names, names.indexOf(name));
    StoredJob job = submit(client, Catalogue.empty(Nodes.client(nodes.get(name))), 1, items);
    clients.add(CompletableFuture.supplyAsync(() -> List.of(Followed.by(client, job)), threads));
    return job;
  }

  private StoredJob submit(RoamingClient client, Catalogue catalogue, int first, int items) {
    String csv =
        IntStream.range(first, first + items)
            .mapToObj(i -> i + ",Item " + i + ",old")
            .collect(Collectors.joining("\n", "id,name,note\n", "\n"));
    int id = client.submitImport(catalogue, csv);
    StoredJob job = new StoredJob(id, catalogue, items, StoredJob.Kind.IMPORT);
    promise.add(job);
    return job;
  }

  /** Lets every client come to the end of its job: what they got. */
  List<Followed> end() {
    isOver.countDown();
    return clients.stream()
        .flatMap(client -> client.orTimeout(PATIENCE, TimeUnit.MINUTES).join().stream())
        .toList();
  }

  @Override
  public void close() {
    isOver.countDown();
    threads.shutdownNow();
  }
}
