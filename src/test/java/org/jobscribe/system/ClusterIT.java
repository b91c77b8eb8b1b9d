package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes on one PostgreSQL, configured as the operator's page says. */
class ClusterIT {

  private static final int JOBS = 10;

  private static Database database;
  private static Server first;
  private static Server second;

  @BeforeAll
  static void twoNodes() {
    database = Database.postgres();
    Map<String, String> issuer = TestIssuer.TRUSTED.environment();
    first = node("node-1", issuer);
    second = node("node-2", issuer);
  }

  private static Server node(String name, Map<String, String> issuer) {
    Map<String, String> environment = new HashMap<>(database.environment());
    environment.putAll(issuer);
    environment.put("JOBSCRIBE_ENGINE_NODE", name);
    environment.put("JOBSCRIBE_ENGINE_THREADS", "1");
    return Server.start(name, environment);
  }

  @AfterAll
  static void end() {
    Each.of(Arrays.asList(first, second), Server::close);
  }

  @Test
  void bothNodesRunJobsAndEachKnowsAllOfThem() {
    String token = TestIssuer.TRUSTED.token("EDIT");
    List<JobscribeClient> nodes =
        List.of(JobscribeClient.of(first, token), JobscribeClient.of(second, token));
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
