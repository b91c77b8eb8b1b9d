package org.jobscribe.chaos;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jobscribe.system.Database;
import org.jobscribe.system.Each;
import org.jobscribe.system.EventStream;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Metrics;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;

/** The nodes that share one database. */
final class Nodes implements AutoCloseable {

  /** Seconds that an owner may be silent: shorter than the default, because tests wait for it. */
  static final int LEASE = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Database database;

  /** In the order of their first start; clients ask for theirs from threads of their own. */
  private final Map<String, Server> running = Collections.synchronizedMap(new LinkedHashMap<>());

  Nodes(Database database) {
    this.database = database;
  }

  Server start(String name) {
    return start(name, Map.of());
  }

  /**
   * @param settings beside those that all nodes here have
   */
  Server start(String name, Map<String, String> settings) {
    Server server = Server.start("chaos-" + name, environment(name, settings));
    running.put(name, server);
    return server;
  }

  /** A node that may crash before it answers. */
  void launch(String name, Map<String, String> settings) {
    running.put(name, Server.launch("chaos-" + name, environment(name, settings)));
  }

  private Map<String, String> environment(String name, Map<String, String> settings) {
    Map<String, String> environment = TestIssuer.TRUSTED.environment(database);
    environment.put("JOBSCRIBE_ENGINE_NODE", name);
    environment.put("JOBSCRIBE_ENGINE_LEASE", "PT" + LEASE + "S");
    environment.putAll(settings);
    return environment;
  }

  Server get(String name) {
    return running.get(name);
  }

  /** The name of the node that was started first. */
  String first() {
    return running.keySet().iterator().next();
  }

  /** Any node but that one; null if there is none. */
  Server other(String name) {
    return running.entrySet().stream()
        .filter(node -> !node.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** Returns when one of the nodes has ended by itself: its name. */
  String awaitCrash() {
    String crashed =
        await("a node has crashed")
            .atMost(PATIENCE)
            .until(
                () -> running.keySet().stream().filter(name -> !get(name).isAlive()).findFirst(),
                Optional::isPresent)
            .orElseThrow();
    running.remove(crashed);
    return crashed;
  }

  /** The node that runs the job: with several nodes the database knows, a single one it is. */
  String ownerOf(int job) {
    return findOwnerOf(job).orElseThrow();
  }

  /** Empty if nobody has begun to run it. */
  Optional<String> findOwnerOf(int job) {
    return running.size() == 1
        ? running.keySet().stream().findFirst()
        : database.ask(connection -> findOwnerOf(connection, job));
  }

  private static Optional<String> findOwnerOf(Connection connection, int job) throws SQLException {
    String sql = "SELECT owner FROM job WHERE id = " + job;
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      row.next();
      return Optional.ofNullable(row.getString(1)).map(owner -> owner.replaceAll("/.*", ""));
    }
  }

  /** How many jobs each node has gone on with after another, by its own account. */
  Map<Server, Double> takeovers() {
    return running.values().stream().collect(Collectors.toMap(node -> node, Nodes::takeovers));
  }

  static double takeovers(Server node) {
    String metrics = client(node).get("/metrics?scope=application").expect(200).body();
    return Metrics.of(metrics).get("jobscribe_takeovers_total{mp_scope=\"application\"}");
  }

  /** A follower of the job at each node. */
  List<EventStream> follow(int job) {
    return running.values().stream().map(node -> client(node).follow(job, "details/0")).toList();
  }

  static JobscribeClient client(Server server) {
    return JobscribeClient.of(server, TestIssuer.TRUSTED.token("VIEW", "EDIT", "ADMIN"));
  }

  @Override
  public void close() {
    Each.of(running.values(), Server::close);
  }
}
