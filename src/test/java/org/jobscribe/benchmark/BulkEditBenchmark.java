package org.jobscribe.benchmark;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/**
 * A bulk edit that gives each of 100,000 items another text.
 *
 * <p>The product does it in chunks of 500 items. In the transaction of each it writes, for every
 * item, its value (an update that counts the value's version and finds nothing if that is another
 * than was read) and two log lines; and once the outcomes' row and the job's row. The floor writes
 * the same with JDBC batches, in transactions of the same size. What the product only reads, and
 * that it locks the job and the items, is not in the floor.
 */
class BulkEditBenchmark {

  private static final int ITEMS = Integer.getInteger("benchmark.items", 100_000);
  private static final int CHUNK = 500;

  /** Than one that has a round trip to its database for each line and each value. */
  private static final double MORE_THAN_A_RIVAL = 20;

  private static final long FIRST_ITEM = 1_000_000;
  private static final String JOB =
      "INSERT INTO job (id, version, name, description, status, created_at, progress, updated_at, type, parameters,"
          + " total, changed, unchanged, failed, first_log_id, next_log_id, attempt, cancel_requested)"
          + " VALUES (%d, 0, '', '', 'ENABLED', 0, 'IN_PROGRESS', 0, '', '{}', 0, 0, 0, 0, 1, 1, 1, FALSE)";
  private static final String VALUE =
      "UPDATE item_value SET val = ?, version = version + 1"
          + " WHERE item_id = ? AND view_id = 1 AND attribute_id = 2 AND version = ?";
  private static final String LINE =
      "INSERT INTO job_log (job_id, log_id, level, message, created_at, left_out) VALUES (?, ?, 'INFO', ?, ?, NULL)";
  private static final String OUTCOME =
      "INSERT INTO job_outcome (job_id, first_item, failed, outcomes) VALUES (?, ?, 0, ?)";
  private static final String COUNTERS =
      "UPDATE job SET changed = ?, next_log_id = ?, updated_at = ?, version = version + 1 WHERE id = ?";

  private int floorEdits;
  private int edits;

  private final Work whole = new Work("Bulk edit, from accepted to completed", "items/s");
  private final Work running = new Work("Bulk edit, from start to end of the job", "items/s");
  private final Work cpu =
      new Work("Bulk edit, from accepted to completed", "µs of server CPU an item");

  @Test
  void items() throws SQLException {
    for (Storage storage : Storage.values()) {
      Database database = storage.newDatabaseForFloor();
      floorEdits = 0;
      try (Server server = storage.start("bulk-edit", Map.of());
          Connection connection = database.dataSource().getConnection()) {
        Catalogue catalogue = Catalogue.empty(Storage.client(server));
        catalogue.submitImport(ITEMS);
        Jobs.newestWhenIdle(catalogue.client(), 1);
        connection.setAutoCommit(false);
        writeItems(connection);
        Rounds.warmUp(() -> writeEdit(connection, floorEdits++));
        Rounds.warmUp(() -> edit(server, catalogue, edits++).whole());
        for (int round = 0; round < Rounds.COUNT; round++) {
          double floor = writeEdit(connection, floorEdits++);
          Edit edit = edit(server, catalogue, edits++);
          whole.add(storage.floor(), floor).add(storage.product(), edit.whole());
          running.add(storage.floor(), floor).add(storage.product(), edit.running());
          cpu.add(storage.product(), edit.micros());
        }
      } finally {
        database.close();
      }
      whole.atLeast(0.7, storage.product(), storage.floor());
      running.atLeast(0.7, storage.product(), storage.floor());
    }
    Rivals.bulkEditors().forEach(this::measure);
    Results.write(BulkEditBenchmark.class, List.of(whole, running, cpu));
  }

  /** Its rate is that of fewer items: it may take minutes for all of them. */
  private void measure(Rivals.BulkEditor rival) {
    Rounds.warmUp(() -> rival.edit(ITEMS / 100));
    for (int round = 0; round < Rounds.COUNT; round++) {
      whole.add(rival.name(), rival.edit(ITEMS / 10));
    }
    for (Storage storage : Storage.values()) {
      whole.atLeast(MORE_THAN_A_RIVAL, storage.product(), rival.name());
    }
  }

  /**
   * How many items a second.
   *
   * @param micros of server CPU an item
   */
  private record Edit(double whole, double running, double micros) {}

  private static Edit edit(Server server, Catalogue catalogue, int number) {
    JsonObject edit = catalogue.editAll("edit " + number);
    catalogue.client().submitBulkEdit(catalogue.id(), edit);
    Instant accepted = Instant.now();
    CpuTime used = CpuTime.of(server.process());
    List<JsonObject> job = Jobs.newestWhenIdle(catalogue.client(), 1);
    double micros = used.micros() / ITEMS;
    Instant end = Jobs.lastEnd(job);
    return new Edit(
        Jobs.rate(ITEMS, accepted, end), Jobs.rate(ITEMS, Jobs.firstStart(job), end), micros);
  }

  /** In the demo view, whose second attribute is a text; its own items have small ids. */
  private static void writeItems(Connection connection) throws SQLException {
    try (PreparedStatement item =
            connection.prepareStatement(
                "INSERT INTO item (id, view_id, version, name, description) VALUES (?, 1, 0, ?, '')");
        PreparedStatement value =
            connection.prepareStatement(
                "INSERT INTO item_value (item_id, view_id, attribute_id, version, val) VALUES (?, 1, 2, 0, ?)")) {
      for (int i = 1; i <= ITEMS; i++) {
        item.setLong(1, FIRST_ITEM + i);
        item.setString(2, "Item " + i);
        item.addBatch();
        value.setLong(1, FIRST_ITEM + i);
        value.setString(2, val("old"));
        value.addBatch();
        if (i % CHUNK == 0) {
          item.executeBatch();
          value.executeBatch();
          connection.commit();
        }
      }
    }
  }

  private static String val(String text) {
    return "{\"type\":\"text\",\"value\":\"" + text + "\"}";
  }

  private static double writeEdit(Connection connection, int version) throws SQLException {
    long job = version + 1L;
    try (Statement insert = connection.createStatement()) {
      insert.execute(JOB.formatted(job));
    }
    connection.commit();
    long start = System.nanoTime();
    try (PreparedStatement value = connection.prepareStatement(VALUE);
        PreparedStatement line = connection.prepareStatement(LINE);
        PreparedStatement outcome = connection.prepareStatement(OUTCOME);
        PreparedStatement counters = connection.prepareStatement(COUNTERS)) {
      for (int first = 0; first < ITEMS; first += CHUNK) {
        for (int i = 1; i <= CHUNK; i++) {
          long item = FIRST_ITEM + first + i;
          value.setString(1, val("edit " + version));
          value.setLong(2, item);
          value.setLong(3, version);
          value.addBatch();
          long id = 2L * (first + i);
          addLine(line, job, id - 1, "Working on item " + item);
          addLine(line, job, id, "Changed attribute 2 for item " + item + " to edit " + version);
        }
        value.executeBatch();
        outcome.setLong(1, job);
        outcome.setLong(2, first);
        outcome.setString(3, "C".repeat(CHUNK));
        outcome.executeUpdate();
        line.executeBatch();
        counters.setLong(1, first + CHUNK);
        counters.setLong(2, 2L * (first + CHUNK) + 1);
        counters.setLong(3, System.currentTimeMillis());
        counters.setLong(4, job);
        counters.executeUpdate();
        connection.commit();
      }
    }
    return Jobs.rate(ITEMS, Duration.ofNanos(System.nanoTime() - start));
  }

  private static void addLine(PreparedStatement line, long job, long id, String message)
      throws SQLException {
    line.setLong(1, job);
    line.setLong(2, id);
    line.setString(3, message);
    line.setLong(4, System.currentTimeMillis());
    line.addBatch();
  }
}
