package org.jobscribe.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jobscribe.system.Database;
import org.jobscribe.system.LongLog;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/**
 * Polls of a job that runs, by 32 clients: beside a constant reply of the same server without and
 * with a token, and beside rivals, see {@link Rivals}. All of them have the same cursor, so that
 * lines come from memory; or each request has another one, so that lines come from the database.
 */
class PollBenchmark {

  private static final int LINES = 1_000;
  private static final int CLIENTS = 32;

  private static final String POSTGRES = "Jobscribe, PostgreSQL";
  private static final String DERBY = "Jobscribe, Derby";
  private static final String OPEN = "constant reply, open";
  private static final String MOST_FOR_FULL = "1,200 µs";
  private static final String SECURED = "constant reply, token";

  /**
   * Somebody who is asked the same again and again.
   *
   * @param pages what is asked for in turn, instead of the URL's path
   * @param isRival who may be too slow for some of the requests
   */
  record Subject(
      String who,
      String url,
      Optional<Wrk.Pages> pages,
      Map<String, String> headers,
      List<ProcessHandle> pids,
      boolean isRival) {
    Wrk.Load ask(int clients, Duration time) {
      Wrk.Load load =
          pages
              .map(several -> Wrk.run(url, several, headers, clients, time))
              .orElseGet(() -> Wrk.run(url, headers, clients, time));
      return isRival ? load.answered() : load.whole();
    }
  }

  /** Logs to be read by many who each have a cursor of their own. */
  private record OthersLogs(long firstLong, long firstShort) {

    private static final int LONG = 100;
    private static final int SHORT = 1_000;
    private static final int SHORT_LINES = 40;

    static OthersLogs in(Database database) {
      return database.askPatiently(
          connection -> {
            long firstLong = JobCopies.addWithLogs(LONG, LINES, connection);
            return new OthersLogs(firstLong, JobCopies.addWithLogs(SHORT, SHORT_LINES, connection));
          });
    }

    /** Pages of 951 to 1,000 lines. */
    Wrk.Pages ofThousand() {
      return new Wrk.Pages(firstLong, LONG, 0, 50);
    }

    /** Pages of 6 to 35 lines. */
    Wrk.Pages ofTwenty() {
      return new Wrk.Pages(firstShort, SHORT, SHORT_LINES - 35, 30);
    }
  }

  private final List<Work> works = new ArrayList<>();

  @Test
  void polls() {
    Database postgres = Database.durablePostgres();
    try {
      polls(postgres, Database.derby());
    } finally {
      postgres.stop();
      Results.write(PollBenchmark.class, works); // also what came before a failure
    }
  }

  private void polls(Database postgres, Database derby) {
    LongLog.write(postgres, LINES);
    LongLog.write(derby, LINES);
    OthersLogs postgresLogs = OthersLogs.in(postgres);
    OthersLogs derbyLogs = OthersLogs.in(derby);
    try (Server floor = Floor.start(Node.JVM);
        Server onPostgres = Node.start("poll-postgres", postgres);
        Server onDerby = Node.start("poll-derby", derby)) {
      postgres.askPatiently(PollBenchmark::letItRun);
      Map<Scenario, List<Subject>> all = new EnumMap<>(Scenario.class);
      for (Scenario scenario : Scenario.values()) {
        List<Subject> subjects = new ArrayList<>();
        subjects.add(floor(OPEN, "/api/v1/open", Map.of(), floor));
        subjects.add(
            floor(
                SECURED,
                "/api/v1/jobs",
                Map.of("Authorization", "Bearer " + Node.token().get("x-auth-jwt")),
                floor));
        ProcessHandle database = postgres.serverProcess();
        subjects.add(
            scenario.own(POSTGRES, onPostgres, postgresLogs, onPostgres.process(), database));
        subjects.add(scenario.own(DERBY, onDerby, derbyLogs, onDerby.process()));
        subjects.addAll(Rivals.of(scenario.size.name()));
        all.put(scenario, subjects);
      }
      // All of it before any is measured: compilers go on for minutes after the first scenario.
      all.values().stream().flatMap(List::stream).forEach(subject -> Rounds.warmUp(subject::ask));
      all.forEach((scenario, subjects) -> works.addAll(measure(scenario, subjects)));
    }
  }

  private static Subject floor(
      String who, String path, Map<String, String> headers, Server server) {
    return new Subject(
        who, server.url() + path, Optional.empty(), headers, List.of(server.process()), false);
  }

  /** How much there is to read: as {@link Rivals} call it, and the most that it may cost. */
  private enum Size {
    EMPTY(1.3),
    TAIL20(1.6),
    FULL1000(Double.NaN) {
      @Override
      void bound(Work cpu, String who) {
        cpu.add(MOST_FOR_FULL, 1_200).atMost(1, who, MOST_FOR_FULL);
      }
    };

    private final double most;

    Size(double most) {
      this.most = most;
    }

    void bound(Work cpu, String who) {
      cpu.atMost(most, who, OPEN);
    }
  }

  /** What is asked for. */
  private enum Scenario {
    NOTHING_NEW("nothing new", Size.EMPTY, LINES, logs -> Optional.empty()),
    SAME_TWENTY("20 new lines", Size.TAIL20, LINES - 20, logs -> Optional.empty()),
    SAME_THOUSAND("1,000 lines", Size.FULL1000, 0, logs -> Optional.empty()),
    OTHER_TWENTY(
        "20 new lines, others each time", Size.TAIL20, 0, logs -> Optional.of(logs.ofTwenty())),
    OTHER_THOUSAND(
        "1,000 lines, others each time", Size.FULL1000, 0, logs -> Optional.of(logs.ofThousand()));

    private final String title;
    private final Size size;
    private final String path;
    private final Function<OthersLogs, Optional<Wrk.Pages>> pages;

    Scenario(String title, Size size, int after, Function<OthersLogs, Optional<Wrk.Pages>> pages) {
      this.title = title;
      this.size = size;
      this.path = "/api/v1/job/1/details/" + after;
      this.pages = pages;
    }

    Subject own(String who, Server server, OthersLogs logs, ProcessHandle... pids) {
      return new Subject(
          who, server.url() + path, pages.apply(logs), Node.token(), List.of(pids), false);
    }
  }

  private static Void letItRun(Connection connection) throws SQLException {
    try (Statement update = connection.createStatement()) {
      update.execute(
          "UPDATE job SET progress = 'IN_PROGRESS', outcome = NULL, ended_at = NULL, version = version + 1"
              + " WHERE id = 1");
    }
    return null;
  }

  private static List<Work> measure(Scenario scenario, List<Subject> subjects) {
    String name = "Poll, " + scenario.title + ", " + CLIENTS + " clients";
    Work cpu = new Work(name, "µs of server CPU a request");
    Work databaseCpu = new Work(name, "µs of database CPU a request");
    Work rate = new Work(name, "requests/s");
    Work p99 = new Work(name, "ms, 99th percentile");
    subjects.forEach(subject -> subject.ask(CLIENTS, Rounds.LENGTH));
    for (int round = 0; round < Rounds.COUNT; round++) {
      for (Subject subject : subjects) {
        List<CpuTime> used = subject.pids().stream().map(CpuTime::of).toList();
        Wrk.Load load = subject.ask(CLIENTS, Rounds.LENGTH);
        cpu.add(subject.who(), used.get(0).micros() / load.requests());
        Optional.of(used)
            .filter(all -> all.size() > 1)
            .ifPresent(
                all -> databaseCpu.add(subject.who(), all.get(1).micros() / load.requests()));
        rate.add(subject.who(), load.perSecond());
        p99.add(subject.who(), load.p99Millis());
      }
    }
    scenario.size.bound(cpu, POSTGRES);
    scenario.size.bound(cpu, DERBY);
    subjects.stream()
        .filter(Subject::isRival)
        .map(Subject::who)
        .forEach(
            rival -> {
              rate.atLeast(1, POSTGRES, rival);
              rate.atLeast(1, DERBY, rival);
            });
    return List.of(cpu, databaseCpu, rate, p99);
  }
}
