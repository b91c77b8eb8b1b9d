package org.jobscribe.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jobscribe.database.DatabaseFailed;

/** Tells which of many jobs have changed, by a look at nothing but their versions. */
@ApplicationScoped
public class JobVersions {

  /** One statement for any number of jobs, so that the database prepares it once. */
  private static final int AT_ONCE = 100;

  private static final long NO_JOB = -1;

  private static final String SELECT =
      "SELECT id, version FROM job --DERBY-PROPERTIES constraint=JOB_PK\n WHERE id IN ("
          + String.join(", ", Collections.nCopies(AT_ONCE, "?"))
          + ")";

  @Inject private DataSource dataSource;

  /** The version of each job that there is. */
  public Map<Long, Long> of(List<Long> jobIds) {
    Map<Long, Long> versions = new HashMap<>();
    if (jobIds.isEmpty()) {
      return versions;
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      for (int first = 0; first < jobIds.size(); first += AT_ONCE) {
        read(select, jobIds.subList(first, Math.min(first + AT_ONCE, jobIds.size())), versions);
      }
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
    return versions;
  }

  private static void read(PreparedStatement select, List<Long> jobIds, Map<Long, Long> versions)
      throws SQLException {
    for (int i = 0; i < AT_ONCE; i++) {
      select.setLong(i + 1, i < jobIds.size() ? jobIds.get(i) : NO_JOB);
    }
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        versions.put(row.getLong(1), row.getLong(2));
      }
    }
  }
}
