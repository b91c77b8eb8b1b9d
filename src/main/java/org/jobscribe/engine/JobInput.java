package org.jobscribe.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jobscribe.database.DatabaseFailed;
import org.jobscribe.json.JsonText;
import org.jobscribe.problem.NotFound;
import org.jobscribe.problem.Violation;

/**
 * What jobs have to work through, stored in blocks of {@value #BLOCK} items, so that a job of any
 * size needs the memory of two blocks. Works in the caller's transaction, if it has one.
 * Thread-safe.
 */
@ApplicationScoped
class JobInput {

  static final int BLOCK = 500;

  private static final String INSERT =
      "INSERT INTO job_input (job_id, first_item, item_count, items) VALUES (?, ?, ?, ?)";
  private static final String SELECT =
      "SELECT items FROM job_input WHERE job_id = ? AND first_item = ?";
  private static final String SELECT_SMALL = SELECT + " AND LENGTH(items) <= ?";

  @Inject private DataSource dataSource;

  JobInput() {}

  JobInput(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Stores {@code first} and all of {@code rest}, reading one block at a time.
   *
   * @param first a block of them, empty only if there is none
   * @return how many there were
   */
  public long store(long jobId, JsonArray first, Iterator<? extends JsonValue> rest) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      long stored = 0;
      for (JsonArray block = first; !block.isEmpty(); block = nextBlock(rest)) {
        stored += storeBlock(insert, jobId, stored, block);
      }
      return stored;
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }

  /** The next {@value #BLOCK} items, or all that are left. */
  static JsonArray nextBlock(Iterator<? extends JsonValue> items) {
    JsonArrayBuilder block = JsonText.array();
    for (int i = 0; i < BLOCK && items.hasNext(); i++) {
      block.add(items.next());
    }
    return block.build();
  }

  private static int storeBlock(PreparedStatement insert, long jobId, long first, JsonArray block)
      throws SQLException {
    insert.setLong(1, jobId);
    insert.setLong(2, first);
    insert.setInt(3, block.size());
    insert.setString(4, block.toString());
    insert.executeUpdate();
    return block.size();
  }

  /**
   * The items from number {@code position} on (the first is 0), to the end of their block or at
   * most {@code max}.
   */
  public JsonArray items(long jobId, long position, int max) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setLong(1, jobId);
      select.setLong(2, position - position % BLOCK);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new NotFound( // removed since the caller found it
              Violation.inPath("jobId", Long.toString(jobId), "There is no job " + jobId));
        }
        return slice(JsonText.readArray(row.getString(1)), (int) (position % BLOCK), max);
      }
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }

  /**
   * The whole block that begins with item number {@code first}, unless its text is longer.
   *
   * @param longest in characters
   */
  public Optional<JsonArray> blockUpTo(int longest, long jobId, long first) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT_SMALL)) {
      select.setLong(1, jobId);
      select.setLong(2, first);
      select.setInt(3, longest);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(JsonText.readArray(row.getString(1))) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }

  private static JsonArray slice(JsonArray block, int from, int max) {
    List<JsonValue> slice = block.subList(from, Math.min(block.size(), from + max));
    if (slice.size() == block.size()) {
      return block;
    }
    JsonArrayBuilder copy = JsonText.array();
    slice.forEach(copy::add);
    return copy.build();
  }
}
