package org.jobscribe.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;
import org.jobscribe.system.EventStream;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;
import org.junit.jupiter.api.Test;

/**
 * Hours of work, or minutes ({@code -Dbenchmark.soak.minutes}, 1): polls at four fifths of the most
 * that the node does, and every five seconds a job with streams that follow it to its last line.
 */
class SoakBenchmark {

  private static final Duration SOAK =
      Duration.ofMinutes(Integer.getInteger("benchmark.soak.minutes", 1));
  private static final int PARTS = 5;
  private static final double SHARE = 0.8;
  private static final int LINES = 1_000;
  private static final String PATH = "/api/v1/job/1/details/" + LINES;
  private static final int CLIENTS = 32;

  /** Fewer than requests that are worked on at once: they all begin at the same moment. */
  private static final int PACED_CLIENTS = 128;

  private static final Duration BETWEEN_JOBS = Duration.ofSeconds(5);
  private static final int ITEMS = 500;
  private static final int FOLLOWERS = 5;
  private static final Pattern HEAP_USED = Pattern.compile("heap .*used (\\d+)K");

  private static final String PRODUCT = "Jobscribe, PostgreSQL";
  private static final String START = PRODUCT + ", at the start";
  private static final String END = PRODUCT + ", at the end";
  private static final String NONE = "one";
  private static final String MOST_CONNECTIONS = "32 for work, 4 for leases, one that listens";

  private final Work heap = new Work("Soak", "MiB of heap after a collection");
  private final Work threads = new Work("Soak", "threads");
  private final Work connections = new Work("Soak", "connections to the database");
  private final Work p99 = new Work("Soak", "ms, 99th percentile");
  private final Work rate = new Work("Soak", "requests/s");
  private final Work errors = new Work("Soak", "requests and streams that failed");
  private final AtomicLong failures = new AtomicLong();

  @Test
  void staysAsItIs() throws InterruptedException {
    Database postgres = Database.durablePostgres();
    try (Server server = Node.withLog("soak", LINES, postgres)) {
      soak(server, postgres);
    } finally {
      postgres.stop();
    }
    errors.add(PRODUCT, failures.get()).add(NONE, 1);
    errors.atMost(0, PRODUCT, NONE);
    heap.atMost(1.1, END, START);
    threads.atMost(1.1, END, START);
    connections.atMost(1, END, MOST_CONNECTIONS);
    p99.atMost(1.5, PRODUCT + ", part " + PARTS, PRODUCT + ", part 1");
    Results.write(SoakBenchmark.class, List.of(errors, heap, threads, connections, rate, p99));
  }

  private void soak(Server server, Database database) throws InterruptedException {
    Catalogue catalogue =
        Catalogue.of(0, JobscribeClient.of(server, TestIssuer.TRUSTED.token("EDIT", "ADMIN")));
    runFollowedJob(catalogue);
    Rounds.warmUp((clients, time) -> ask(server, clients, time, Duration.ZERO));
    Wrk.Load most = ask(server, CLIENTS, Rounds.LENGTH, Duration.ZERO);
    long pause = Math.round(1_000 * PACED_CLIENTS / (SHARE * most.perSecond()));
    ask(server, PACED_CLIENTS, Rounds.LENGTH, Duration.ofMillis(pause));
    look(START, server, database);
    ScheduledExecutorService jobs = Executors.newSingleThreadScheduledExecutor();
    jobs.scheduleWithFixedDelay(
        () -> runFollowedJob(catalogue), 0, BETWEEN_JOBS.toMillis(), TimeUnit.MILLISECONDS);
    for (int part = 1; part <= PARTS; part++) {
      Wrk.Load load = ask(server, PACED_CLIENTS, SOAK.dividedBy(PARTS), Duration.ofMillis(pause));
      failures.addAndGet(load.refused() + load.failed());
      rate.add(PRODUCT + ", part " + part, load.perSecond());
      p99.add(PRODUCT + ", part " + part, load.p99Millis());
    }
    jobs.shutdown();
    if (!jobs.awaitTermination(1, TimeUnit.MINUTES)) {
      failures.incrementAndGet();
    }
    look(END, server, database);
    connections.add(MOST_CONNECTIONS, 37);
  }

  private static Wrk.Load ask(Server server, int clients, Duration time, Duration pause) {
    return Wrk.run(server.url() + PATH, Node.token(), clients, time, pause);
  }

  /** Each of its followers must get every line. */
  private void runFollowedJob(Catalogue catalogue) {
    try {
      int job = catalogue.submitImport(ITEMS).getInt("id");
      List<EventStream> streams =
          Stream.generate(() -> catalogue.client().follow(job, "details/0"))
              .limit(FOLLOWERS)
              .toList();
      failures.addAndGet(
          streams.stream().filter(each -> each.awaitEnd().lines().size() != ITEMS + 2).count());
    } catch (RuntimeException | AssertionError e) {
      failures.incrementAndGet();
    }
  }

  private void look(String when, Server server, Database database) {
    server.jcmd("GC.run");
    server.jcmd("GC.run"); // what the first one has finalized
    Matcher used = HEAP_USED.matcher(server.jcmd("GC.heap_info"));
    if (!used.find()) {
      throw new IllegalStateException("The server does not tell its heap");
    }
    heap.add(when, Long.parseLong(used.group(1)) / 1024.0);
    threads.add(when, threadsOf(server));
    connections.add(when, database.ask(SoakBenchmark::connections));
  }

  private static long threadsOf(Server server) {
    try (Stream<Path> tasks =
        Files.list(Path.of("/proc", Long.toString(server.process().pid()), "task"))) {
      return tasks.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of all but this one. */
  private static int connections(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                "SELECT count(*) - 1 FROM pg_stat_activity WHERE datname = current_database()")) {
      count.next();
      return count.getInt(1);
    }
  }
}
