package org.jobscribe.benchmark;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jobscribe.system.Database;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/**
 * Log lines of eight jobs that run at once and do nothing else, 1,000 lines a chunk. The floor is
 * eight threads that write the same lines into the same table with JDBC batches of 1,000 and a
 * commit each; the product writes in each of these transactions also the job's row and the chunk's
 * outcomes, and reads what is to be done.
 */
class AppendBenchmark {

  private static final int JOBS = 8;
  private static final int CHUNK = 1_000;
  private static final int CHUNKS = Integer.getInteger("benchmark.chunks", 50);
  private static final int LINES = JOBS * CHUNKS * CHUNK;
  private static final String INSERT =
      "INSERT INTO job_log (job_id, log_id, level, message, created_at, left_out) VALUES (?, ?, ?, ?, ?, NULL)";

  private final Work rate =
      new Work("Log lines, " + JOBS + " jobs at once, " + CHUNK + " lines a chunk", "lines/s");
  private final Work cpu = new Work(rate.name(), "µs of CPU a line, without PostgreSQL's");
  private long floorJob = 1_000_000;

  @Test
  void lines() throws SQLException {
    Map<String, String> settings =
        Map.of(
            "JOBSCRIBE_WAR",
            Storage.warWith(LinesWork.class, LinesResource.class),
            "JOBSCRIBE_ENGINE_THREADS",
            Integer.toString(JOBS));
    Map<Storage, Database> floors = new EnumMap<>(Storage.class);
    for (Storage storage : Storage.values()) {
      floors.put(storage, storage.newDatabaseForFloor());
    }
    try (Server onPostgres = Storage.POSTGRESQL.start("append", settings);
        Server onDerby = Storage.DERBY.start("append", settings)) {
      Map<Storage, Server> servers = Map.of(Storage.POSTGRESQL, onPostgres, Storage.DERBY, onDerby);
      for (Storage storage : Storage.values()) {
        Rounds.warmUp(() -> writeLines(floors.get(storage).dataSource()));
        Rounds.warmUp(() -> runJobs(Storage.client(servers.get(storage))));
      }
      for (int round = 0; round < Rounds.COUNT; round++) {
        for (Storage storage : Storage.values()) {
          CpuTime own = CpuTime.own();
          double floor = writeLines(floors.get(storage).dataSource());
          double ownMicros = own.micros();
          CpuTime used = CpuTime.of(servers.get(storage).process());
          double product = runJobs(Storage.client(servers.get(storage)));
          double micros = used.micros();
          rate.add(storage.floor(), floor).add(storage.product(), product);
          cpu.add(storage.floor(), ownMicros / LINES).add(storage.product(), micros / LINES);
        }
      }
    } finally {
      floors.values().forEach(Database::close);
    }
    for (Storage storage : Storage.values()) {
      rate.atLeast(0.8, storage.product(), storage.floor());
    }
    Results.write(AppendBenchmark.class, List.of(rate, cpu));
  }

  private static double runJobs(JobscribeClient client) {
    JsonObject started =
        client.post("/api/v1/lines/" + JOBS + "/" + CHUNKS * CHUNK / 2, "").expect(200).json();
    List<Long> ids =
        started.getJsonArray("ids").getValuesAs(JsonNumber.class).stream()
            .map(JsonNumber::longValue)
            .toList();
    List<JsonObject> jobs = Jobs.awaitSuccess(client, ids);
    return Jobs.rate(LINES, Jobs.firstStart(jobs), Jobs.lastEnd(jobs));
  }

  private double writeLines(DataSource database) throws SQLException {
    long first = floorJob;
    floorJob += JOBS;
    Connection[] connections = new Connection[JOBS];
    for (int i = 0; i < JOBS; i++) {
      connections[i] = database.getConnection();
      connections[i].setAutoCommit(false);
    }
    try {
      return Jobs.rate(
          LINES, Parallel.run(JOBS, number -> writeLog(connections[number], first + number)));
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }

  private static void writeLog(Connection connection, long job) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      long id = 1;
      for (int chunk = 0; chunk < CHUNKS; chunk++) {
        for (int i = 0; i < CHUNK; i += 2) {
          long item = (id + 1) / 2;
          add(insert, job, id++, "Working on item " + item);
          add(
              insert,
              job,
              id++,
              "Changed attribute 2 for item " + item + " to a text of usual length");
        }
        insert.executeBatch();
        connection.commit();
      }
    }
  }

  private static void add(PreparedStatement insert, long job, long id, String message)
      throws SQLException {
    insert.setLong(1, job);
    insert.setLong(2, id);
    insert.setString(3, "INFO");
    insert.setString(4, message);
    insert.setLong(5, System.currentTimeMillis());
    insert.addBatch();
  }
}
