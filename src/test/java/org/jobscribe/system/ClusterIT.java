package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two nodes on one PostgreSQL, booted and ended by {@code server-config/cluster}. */
@TestMethodOrder(OrderAnnotation.class)
class ClusterIT {

  private static final int JOBS = 10;
  private static final int MANY = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LAST = Order.DEFAULT + 1;

  private static Database database;
  private static Cluster cluster;

  @BeforeAll
  static void twoNodes() {
    database = Database.postgres();
    Map<String, String> environment = environment();
    environment.put("JOBSCRIBE_ENGINE_THREADS", "1");
    cluster = Cluster.start(environment);
  }

  private static Map<String, String> environment() {
    return TestIssuer.TRUSTED.environment(database);
  }

  @AfterAll
  static void end() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void bothNodesRunJobsAndEachKnowsAllOfThem() {
    String token = TestIssuer.TRUSTED.token("EDIT");
    List<JobscribeClient> nodes =
        List.of(
            JobscribeClient.of(cluster.first(), token),
            JobscribeClient.of(cluster.second(), token));
    List<Integer> jobs = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      jobs.add(nodes.get(i % 2).importCsv(1, items(1_000_000 + i * 1_000)).getInt("id"));
    }
    for (int i = 0; i < JOBS; i++) {
      JobscribeClient other = nodes.get((i + 1) % 2);
      assertThat(other.awaitFinal(jobs.get(i)).getJsonObject("job").getInt("changed"))
          .isEqualTo(1_000);
    }
    assertThat(owners()).containsExactly("node-1", "node-2");
  }

  @Test
  void withoutPostgresOrAnIssuerThatAllKnowNothingIsBooted() {
    Map<String, String> derby = environment();
    derby.putAll(Database.derby().environment());
    assertRefused(derby, "JOBSCRIBE_DB_URL is 'jdbc:derby:.*'; nodes share a PostgreSQL: .*");
    Map<String, String> nowhere = environment();
    nowhere.remove("JOBSCRIBE_DB_URL");
    assertRefused(nowhere, "JOBSCRIBE_DB_URL is ''; nodes share a PostgreSQL: .*");
    Map<String, String> ephemeral = environment();
    ephemeral.remove("MP_JWT_VERIFY_ISSUER");
    assertRefused(ephemeral, "MP_JWT_VERIFY_ISSUER is not set; the issuer that a node makes .*");
    assertRefused(environment(), "'two' is not how many nodes: a number from 1 on.", "two");
  }

  private static void assertRefused(
      Map<String, String> environment, String reason, String... arguments) {
    Path directory = Scratch.newDirectory("refused-cluster");
    Process script = Cluster.launch(environment, directory, arguments);
    try {
      assertThat(Cluster.exitCode(script)).isEqualTo(1);
      assertThat(directory.resolve("cluster.log"))
          .content()
          .matches("(?s)" + reason + "\n"); // and nothing else
      assertThat(directory).isDirectoryNotContaining("glob:**node-*");
    } finally {
      script.destroy();
    }
  }

  @Test
  @Order(LAST)
  void atTheSignalToTheScriptBothEndInOrderAndNoProcessIsLeft() {
    JobscribeClient client =
        JobscribeClient.of(cluster.first(), TestIssuer.TRUSTED.token("EDIT", "ADMIN"));
    int job = Catalogue.empty(client).submitImport(MANY).getInt("id");
    await("job " + job + " runs")
        .atMost(PATIENCE)
        .until(() -> client.job(job).getString("progress").equals("IN_PROGRESS"));
    List<ProcessHandle> processes = cluster.processes();
    assertThat(processes).hasSize(2);
    assertThat(cluster.stop()).isEqualTo(143); // 128 and SIGTERM
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    String last = database.ask(connection -> lastLine(connection, job));
    assertThat(last).startsWith("Handed over by node-");
  }

  private static String lastLine(Connection connection, int job) throws SQLException {
    String lines = "SELECT message FROM job_log WHERE job_id = " + job + " ORDER BY log_id DESC";
    try (Statement statement = connection.createStatement();
        ResultSet newest = statement.executeQuery(lines)) {
      newest.next();
      return newest.getString(1);
    }
  }

  @Test
  void theStatementsOfTheOperatorsPageRun() throws IOException {
    String page = Files.readString(Path.of("server-config", "README.md"));
    List<String> statements =
        Pattern.compile("(?ms)^    (SELECT .*?);$")
            .matcher(page)
            .results()
            .map(statement -> statement.group(1))
            .toList();
    assertThat(statements).hasSize(3);
    statements.forEach(statement -> database.ask(connection -> run(connection, statement)));
  }

  private static int run(Connection connection, String select) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(select)) {
      return rows.getMetaData().getColumnCount();
    }
  }

  private static ByteArrayInputStream items(int from) {
    String rows =
        IntStream.range(from, from + 1_000)
            .mapToObj(id -> id + ",Item " + id)
            .collect(Collectors.joining("\n", "id,name\n", "\n"));
    return new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8));
  }

  private static Set<String> owners() {
    return database.ask(
        connection -> {
          Set<String> owners = new TreeSet<>();
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("SELECT DISTINCT owner FROM job")) {
            while (row.next()) {
              owners.add(row.getString(1).replaceAll("/.*", "")); // the name of the process follows
            }
          }
          return owners;
        });
  }
}
