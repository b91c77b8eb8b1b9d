package org.jobscribe.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What the database itself says of its schema. Thread-safe. */
@ApplicationScoped
public class SchemaHistory {

  private static final String LAST =
      "SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"success\" = TRUE AND \"version\" IS NOT NULL"
          + " ORDER BY \"installed_rank\" DESC FETCH FIRST ROW ONLY";

  @Inject private DataSource dataSource;

  /**
   * The version that was migrated to last.
   *
   * @throws SQLException if the database does not answer, or has no schema of ours
   */
  public String version() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(LAST);
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("The schema has no version");
      }
      return row.getString(1);
    }
  }
}
