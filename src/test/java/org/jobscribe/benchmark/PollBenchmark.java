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
import org.jobscribe.system.Database;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/**
 * Polls of a job that runs, by 32 clients: beside a constant reply of the same server without and
 * with a token, and beside rivals, see {@link Rivals}. All of them have the same cursor: lines are
 * read from the database once in five seconds, and come from memory otherwise.
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
   * @param isRival who may be too slow for some of the requests
   */
  record Subject(
      String who,
      String url,
      Map<String, String> headers,
      List<ProcessHandle> pids,
      boolean isRival) {
    Wrk.Load ask(int clients, Duration time) {
      Wrk.Load load = Wrk.run(url, headers, clients, time);
      return isRival ? load.answered() : load.whole();
    }
  }

  @Test
  void polls() {
    List<Work> works = new ArrayList<>();
    Database postgres = Database.durablePostgres();
    try (Server floor = Floor.start(Node.JVM);
        Server onPostgres = Node.withLog("poll-postgres", LINES, postgres);
        Server onDerby = Node.withLog("poll-derby", LINES, Database.derby())) {
      postgres.askPatiently(PollBenchmark::letItRun);
      Map<Scenario, List<Subject>> all = new EnumMap<>(Scenario.class);
      for (Scenario scenario : Scenario.values()) {
        List<Subject> subjects = new ArrayList<>();
        subjects.add(own(OPEN, floor.url() + "/api/v1/open", Map.of(), floor.process()));
        subjects.add(
            own(
                SECURED,
                floor.url() + "/api/v1/jobs",
                Map.of("Authorization", "Bearer " + Node.token().get("x-auth-jwt")),
                floor.process()));
        subjects.add(
            own(
                POSTGRES,
                onPostgres.url() + scenario.path,
                Node.token(),
                onPostgres.process(),
                postgres.serverProcess()));
        subjects.add(own(DERBY, onDerby.url() + scenario.path, Node.token(), onDerby.process()));
        subjects.addAll(Rivals.of(scenario.name()));
        all.put(scenario, subjects);
      }
      // All of it before any is measured: compilers go on for minutes after the first scenario.
      all.values().stream().flatMap(List::stream).forEach(subject -> Rounds.warmUp(subject::ask));
      all.forEach((scenario, subjects) -> works.addAll(measure(scenario, subjects)));
    } finally {
      postgres.stop();
      Results.write(PollBenchmark.class, works); // also what came before a failure
    }
  }

  private static Subject own(
      String who, String url, Map<String, String> headers, ProcessHandle... pids) {
    return new Subject(who, url, headers, List.of(pids), false);
  }

  /** What is asked for, and the most that it may cost: so many times an open constant reply. */
  enum Scenario {
    EMPTY("nothing new", LINES, 1.3),
    TAIL20("20 new lines", LINES - 20, 1.6),
    FULL1000("1,000 lines", 0, Double.NaN) {
      @Override
      void bound(Work cpu, String who) {
        cpu.add(MOST_FOR_FULL, 1_200).atMost(1, who, MOST_FOR_FULL);
      }
    };

    private final String title;
    private final String path;
    private final double most;

    Scenario(String title, int after, double most) {
      this.title = title;
      this.path = "/api/v1/job/1/details/" + after;
      this.most = most;
    }

    void bound(Work cpu, String who) {
      cpu.atMost(most, who, OPEN);
    }
  }

  private static Void letItRun(Connection connection) throws SQLException {
    try (Statement update = connection.createStatement()) {
      update.execute(
          "UPDATE job SET progress = 'IN_PROGRESS', outcome = NULL, ended_at = NULL, version = version + 1");
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
    scenario.bound(cpu, POSTGRES);
    scenario.bound(cpu, DERBY);
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
