package org.jobscribe.database;

import java.util.Map;

/**
 * The databases that Jobscribe runs on, told apart by the JDBC URL, and where their SQL differs.
 */
public enum DatabaseKind {
  DERBY("jdbc:derby:", Map.of("text", "CLOB", "bytes", "BLOB")),
  POSTGRESQL("jdbc:postgresql:", Map.of("text", "TEXT", "bytes", "BYTEA"));

  private final String urlPrefix;
  private final Map<String, String> columnTypes;

  DatabaseKind(String urlPrefix, Map<String, String> columnTypes) {
    this.urlPrefix = urlPrefix;
    this.columnTypes = columnTypes;
  }

  /**
   * @throws IllegalArgumentException if the URL is of neither database; the message has the
   *     prefixes that are allowed and not the URL, which may hold a password
   */
  public static DatabaseKind of(String url) {
    for (DatabaseKind kind : values()) {
      if (url != null && url.startsWith(kind.urlPrefix)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "jobscribe.db.url (JOBSCRIBE_DB_URL) must begin with jdbc:derby: or jdbc:postgresql:");
  }

  /** What a migration's placeholders stand for. */
  Map<String, String> columnTypes() {
    return columnTypes;
  }
}
