package org.jobscribe.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of a record that an older version has made. */
class MigrationTest {

  private static final JobscribeDataSource DATABASE = new JobscribeDataSource();
  private static final String JOB =
      "INSERT INTO job (version, name, description, status, created_at, progress, updated_at, type, parameters,"
          + " total, changed, unchanged, failed, first_log_id, next_log_id, attempt, cancel_requested)"
          + " VALUES (1, 'n', 'd', 'ENABLED', 10, '%s', %d, 'T', '{}', 0, 0, 0, 0, 1, 2, %d, FALSE)";

  @BeforeAll
  static void anOldRecord() throws SQLException {
    DATABASE.setUrl("jdbc:derby:memory:migration;create=true");
    Migrations.run(DATABASE, "V1__jobs", "V3__outcomes");
    execute(JOB.formatted("SCHEDULED", 10, 0));
    execute(JOB.formatted("IN_PROGRESS", 30, 2));
    execute(JOB.formatted("COMPLETED", 40, 1));
    execute(JOB.formatted("FAILED", 50, 0)); // cancelled before it started
    for (int job = 2; job <= 4; job++) {
      execute("INSERT INTO job_log VALUES (%d, 1, 'INFO', 'm', %d)".formatted(job, 20 + job));
    }
    Migrations.run(DATABASE, "V5__retention");
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = DATABASE.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<Long> column(String name) throws SQLException {
    List<Long> values = new ArrayList<>();
    try (Connection connection = DATABASE.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + name + " FROM job ORDER BY id")) {
      while (row.next()) {
        values.add(row.getObject(1, Long.class));
      }
    }
    return values;
  }

  @Test
  void jobsBeganWithTheirFirstLineIfTheyEverRan() throws SQLException {
    assertThat(column("started_at")).containsExactly(null, 22L, 23L, null);
  }

  @Test
  void jobsThatAreOverEndedWithTheirLastUpdate() throws SQLException {
    assertThat(column("ended_at")).containsExactly(null, null, 40L, 50L);
  }
}
