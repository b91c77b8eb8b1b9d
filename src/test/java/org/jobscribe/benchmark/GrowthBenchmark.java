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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jobscribe.system.Database;
import org.jobscribe.system.LongLog;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/**
 * What is asked all the time costs the same however much there is. Of jobs: on a node with ten of
 * them, and on one with 100,000 ({@code -Dbenchmark.jobs}). Of lines: of a job with 30 of them and
 * of one with a million ({@code -Dbenchmark.lines}), both on the second node, because two processes
 * differ in what their compilers made of the same code.
 */
class GrowthBenchmark {

  private static final int CLIENTS = 32;
  private static final int FEW_LINES = 30;
  private static final int MANY_LINES = Integer.getInteger("benchmark.lines", 1_000_000);
  private static final int FEW_JOBS = 10;
  private static final int MANY_JOBS = Integer.getInteger("benchmark.jobs", 100_000);

  /** A node, and a job on it. */
  private record Subject(
      String who, int job, int lines, Server server, Optional<ProcessHandle> databaseServer) {

    Wrk.Load ask(Question question, int clients, Duration time) {
      return Wrk.run(server.url() + question.path(job, lines), Node.token(), clients, time);
    }

    /** Microseconds of server and database. */
    double costOf(Question question) {
      List<CpuTime> used = new ArrayList<>(List.of(CpuTime.of(server.process())));
      databaseServer.map(CpuTime::of).ifPresent(used::add);
      long requests = ask(question, CLIENTS, Rounds.LENGTH).whole().requests();
      return used.stream().mapToDouble(CpuTime::micros).sum() / requests;
    }
  }

  /** What is asked for. */
  private enum Question {
    NOTHING_NEW("nothing new"),
    AFTER("20 new lines"),
    NEWEST("the newest 20 lines"),
    JOBS("the newest 10 jobs"),
    NOBODYS("the jobs of a submitter who has none"),
    NONE_OF_A_TIME("the jobs of a time in which there were none");

    private final String title;

    Question(String title) {
      this.title = title;
    }

    String path(int job, int lines) {
      return "/api/v1/"
          + switch (this) {
            case NOTHING_NEW -> "job/%d/details/%d".formatted(job, lines);
            case AFTER -> "job/%d/details/%d".formatted(job, lines - 20);
            case NEWEST -> "job/%d/details/0?tail=20".formatted(job);
            case JOBS -> "jobs?limit=10";
            case NOBODYS -> "jobs?limit=10&submitter=nobody";
            case NONE_OF_A_TIME -> "jobs?limit=10&createdTo=2000-01-01T00:00:00Z";
          };
    }
  }

  private final Map<Question, Work> ofJobs =
      works(
          "Growth of jobs, ",
          Question.NOTHING_NEW,
          Question.JOBS,
          Question.NOBODYS,
          Question.NONE_OF_A_TIME);

  private final Map<Question, Work> ofLines =
      works("Growth of a log, ", Question.NOTHING_NEW, Question.AFTER, Question.NEWEST);

  private static Map<Question, Work> works(String start, Question... questions) {
    Map<Question, Work> works = new EnumMap<>(Question.class);
    for (Question question : questions) {
      works.put(
          question, new Work(start + question.title, "µs of server and database CPU a request"));
    }
    return works;
  }

  @Test
  void costs() {
    measure("Jobscribe, Derby", Database::derby, Optional.empty());
    Database postgres = Database.durablePostgres();
    try {
      measure("Jobscribe, PostgreSQL", postgres::sibling, Optional.of(postgres.serverProcess()));
    } finally {
      postgres.stop();
    }
    Results.write(
        GrowthBenchmark.class,
        Stream.of(ofJobs, ofLines).flatMap(works -> works.values().stream()).toList());
  }

  private void measure(
      String product, Supplier<Database> databases, Optional<ProcessHandle> databaseServer) {
    try (Server small = serverWith(databases.get(), FEW_JOBS, FEW_LINES);
        Server large = serverWith(databases.get(), MANY_JOBS, FEW_LINES, MANY_LINES)) {
      Subject fewJobs = new Subject(product + ", 10 jobs", 1, FEW_LINES, small, databaseServer);
      Subject manyJobs = new Subject(product + ", many jobs", 1, FEW_LINES, large, databaseServer);
      Subject few = new Subject(product + ", 30 lines", 1, FEW_LINES, large, databaseServer);
      Subject many = new Subject(product + ", many lines", 2, MANY_LINES, large, databaseServer);
      for (Question question : Question.values()) {
        for (Subject subject : List.of(fewJobs, manyJobs)) {
          Rounds.warmUp((clients, time) -> subject.ask(question, clients, time));
        }
      }
      compare(few, many, ofLines);
      compare(fewJobs, manyJobs, ofJobs);
    }
  }

  private static void compare(Subject few, Subject many, Map<Question, Work> works) {
    works.forEach(
        (question, work) -> {
          few.ask(question, CLIENTS, Rounds.LENGTH);
          many.ask(question, CLIENTS, Rounds.LENGTH);
          for (int round = 0; round < Rounds.COUNT; round++) {
            work.add(few.who(), few.costOf(question));
            work.add(many.who(), many.costOf(question));
          }
          work.atMost(1.1, many.who(), few.who());
        });
  }

  /**
   * @param lines of job 1, job 2, and so on
   */
  private static Server serverWith(Database database, int jobs, int... lines) {
    LongLog.write(database, lines);
    database.askPatiently(connection -> JobCopies.add(jobs - lines.length, connection));
    database.askPatiently(GrowthBenchmark::settle);
    return Node.start("growth", database);
  }

  /** What PostgreSQL would do by itself a minute later, in the middle of a measurement. */
  private static Void settle(Connection connection) throws SQLException {
    if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("VACUUM ANALYZE");
      }
    }
    return null;
  }
}
