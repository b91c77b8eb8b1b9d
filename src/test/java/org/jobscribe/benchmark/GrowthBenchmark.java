package org.jobscribe.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jobscribe.system.Database;
import org.jobscribe.system.LongLog;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/**
 * What is asked all the time costs the same however much there is: on a node with 30 lines and ten
 * jobs, and on one with a million lines ({@code -Dbenchmark.lines}) and 100,000 jobs ({@code
 * -Dbenchmark.jobs}).
 */
class GrowthBenchmark {

  private static final int CLIENTS = 32;
  private static final Size SMALL = new Size("30 lines, 10 jobs", 30, 10);
  private static final Size LARGE =
      new Size(
          "many",
          Integer.getInteger("benchmark.lines", 1_000_000),
          Integer.getInteger("benchmark.jobs", 100_000));

  /** How much there is. */
  private record Size(String name, int lines, int jobs) {}

  /** A node and what it has. */
  private record Subject(
      String who, Size size, Server server, Optional<ProcessHandle> databaseServer) {

    Wrk.Load ask(Question question, int clients, Duration time) {
      return Wrk.run(server.url() + question.path(size), Node.token(), clients, time);
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

    String path(Size size) {
      return "/api/v1/"
          + switch (this) {
            case NOTHING_NEW -> "job/1/details/" + size.lines();
            case AFTER -> "job/1/details/" + (size.lines() - 20);
            case NEWEST -> "job/1/details/0?tail=20";
            case JOBS -> "jobs?limit=10";
            case NOBODYS -> "jobs?limit=10&submitter=nobody";
            case NONE_OF_A_TIME -> "jobs?limit=10&createdTo=2000-01-01T00:00:00Z";
          };
    }
  }

  @Test
  void costs() {
    Map<Question, Work> works = new EnumMap<>(Question.class);
    for (Question question : Question.values()) {
      works.put(
          question,
          new Work("Growth, " + question.title, "µs of server and database CPU a request"));
    }
    measure("Jobscribe, Derby", Database::derby, Optional.empty(), works);
    Database postgres = Database.durablePostgres();
    try {
      measure(
          "Jobscribe, PostgreSQL", postgres::sibling, Optional.of(postgres.serverProcess()), works);
    } finally {
      postgres.stop();
    }
    Results.write(GrowthBenchmark.class, List.copyOf(works.values()));
  }

  private static void measure(
      String product,
      Supplier<Database> databases,
      Optional<ProcessHandle> databaseServer,
      Map<Question, Work> works) {
    try (Server small = serverWith(SMALL, databases.get());
        Server large = serverWith(LARGE, databases.get())) {
      Subject few = new Subject(product + ", " + SMALL.name, SMALL, small, databaseServer);
      Subject many = new Subject(product + ", " + LARGE.name, LARGE, large, databaseServer);
      works.forEach(
          (question, work) -> {
            Rounds.warmUp((clients, time) -> few.ask(question, clients, time));
            Rounds.warmUp((clients, time) -> many.ask(question, clients, time));
            for (int round = 0; round < Rounds.COUNT; round++) {
              work.add(few.who(), few.costOf(question));
              work.add(many.who(), many.costOf(question));
            }
            work.atMost(1.1, many.who(), few.who());
          });
    }
  }

  private static Server serverWith(Size size, Database database) {
    LongLog.write(size.lines(), database);
    database.askPatiently(connection -> addJobs(size.jobs(), connection));
    database.askPatiently(GrowthBenchmark::settle);
    return Node.start("growth", database);
  }

  /** Copies of job 1, without its log. */
  private static Void addJobs(int jobs, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String columns = columns(statement);
      for (int have = 1; have < jobs; ) {
        have +=
            statement.executeUpdate(
                "INSERT INTO job (%s) SELECT %s FROM job ORDER BY id FETCH FIRST %d ROWS ONLY"
                    .formatted(columns, columns, jobs - have));
      }
    }
    return null;
  }

  /** Every column but the id, which the database gives. */
  private static String columns(Statement statement) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet job = statement.executeQuery("SELECT * FROM job")) {
      for (int i = 1; i <= job.getMetaData().getColumnCount(); i++) {
        columns.add(job.getMetaData().getColumnName(i));
      }
    }
    columns.removeIf("id"::equalsIgnoreCase);
    return String.join(", ", columns);
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
