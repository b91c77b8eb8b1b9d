package org.jobscribe.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Runs the schema's scripts on Derby as Flyway does it, which needs libraries of the server. */
public final class Migrations {

  private Migrations() {}

  /**
   * @param scripts by name, such as {@code V1__jobs}
   */
  public static void run(DataSource derby, String... scripts) throws SQLException {
    try (Connection connection = derby.getConnection();
        Statement statement = connection.createStatement()) {
      for (String script : scripts) {
        for (String sql : text(script).replaceAll("--.*", "").split(";\\s*")) {
          statement.execute(sql.replace("${text}", "CLOB").replace("${bytes}", "BLOB"));
        }
      }
    }
  }

  private static String text(String script) {
    String path = "/db/migration/" + script + ".sql";
    try (InputStream in = Migrations.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
