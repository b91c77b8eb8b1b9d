package org.jobscribe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Iterator;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jobscribe.database.JobscribeDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the engine itself writes and reads, in an embedded database in memory. */
class StoredRowsTest {

  private static final JobscribeDataSource DATABASE = new JobscribeDataSource();

  private final JobInput input = new JobInput(DATABASE);

  @BeforeAll
  static void makeTables() throws SQLException {
    DATABASE.setUrl("jdbc:derby:memory:stored-rows;create=true");
    try (Connection connection = DATABASE.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE job_input (job_id BIGINT, first_item BIGINT, item_count INT, items CLOB)");
      statement.execute("CREATE TABLE moment (id INT, at_millis BIGINT, task_data BLOB)");
    }
  }

  private static long count(String query) throws SQLException {
    try (Connection connection = ((DataSource) DATABASE).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void store(long jobId, int items) {
    Iterator<? extends JsonValue> all =
        IntStream.range(0, items).mapToObj(Json::createValue).iterator();
    assertThat(input.store(jobId, JobInput.nextBlock(all), all)).isEqualTo(items);
  }

  @Test
  void itemsAreStoredInBlocks() throws SQLException {
    store(1, 1_200);
    assertThat(count("SELECT COUNT(*) FROM job_input WHERE job_id = 1")).isEqualTo(3);
    assertThat(count("SELECT SUM(item_count) FROM job_input WHERE job_id = 1")).isEqualTo(1_200);
  }

  @Test
  void noItemsAreNoBlocks() throws SQLException {
    store(2, 0);
    assertThat(count("SELECT COUNT(*) FROM job_input WHERE job_id = 2")).isZero();
  }

  @Test
  void readingEndsWithItsBlockOrItsLimit() {
    store(3, 1_200);
    store(4, 7);
    assertThat(input.items(3, 0, 500)).hasSize(500).startsWith(Json.createValue(0));
    assertThat(input.items(3, 499, 500)).containsExactly(Json.createValue(499));
    assertThat(input.items(3, 500, 3))
        .containsExactly(Json.createValue(500), Json.createValue(501), Json.createValue(502));
    assertThat(input.items(3, 1_100, 500)).hasSize(100).endsWith(Json.createValue(1_199));
    assertThat(input.items(4, 6, Integer.MAX_VALUE - 6)).containsExactly(Json.createValue(6));
  }

  @Test
  void aBlockThatIsTooLongIsNotGivenAsAWhole() {
    store(5, 1_200);
    int longest = input.items(5, 500, 500).toString().length();
    assertThat(input.blockUpTo(longest, 5, 500).orElseThrow())
        .hasSize(500)
        .startsWith(Json.createValue(500));
    assertThat(input.blockUpTo(longest - 1, 5, 500)).isEmpty();
    assertThat(input.blockUpTo(longest, 5, 1_500)).isEmpty();
  }

  @Test
  void schedulesAreKeptInMilliseconds() throws SQLException {
    MillisJdbc millis = new MillisJdbc();
    Instant moment = Instant.parse("2020-03-16T03:57:23.456Z");
    try (Connection connection = DATABASE.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO moment VALUES (?, ?, ?)")) {
      insert.setInt(1, 1);
      millis.setInstant(insert, 2, moment.plusNanos(999));
      millis.setTaskData(insert, 3, new byte[] {1});
      insert.executeUpdate();
      insert.setInt(1, 2);
      millis.setInstant(insert, 2, null);
      millis.setTaskData(insert, 3, null);
      insert.executeUpdate();
      try (Statement select = connection.createStatement();
          ResultSet row = select.executeQuery("SELECT at_millis FROM moment ORDER BY id")) {
        row.next();
        assertThat(millis.getInstant(row, "at_millis")).isEqualTo(moment);
        row.next();
        assertThat(millis.getInstant(row, "at_millis")).isNull();
      }
    }
  }
}
