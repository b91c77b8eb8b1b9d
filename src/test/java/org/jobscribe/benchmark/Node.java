package org.jobscribe.benchmark;

import java.util.Map;
import org.jobscribe.system.Database;
import org.jobscribe.system.LongLog;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;

/** The product as it is measured. */
final class Node {

  static final String JVM = "-Xmx1g";

  private static final Map<String, String> TOKEN =
      Map.of("x-auth-jwt", TestIssuer.TRUSTED.token("VIEW"));

  private Node() {}

  static Server start(String name, Database database) {
    return Server.start(name, TestIssuer.TRUSTED.environment(database), JVM);
  }

  /** With a job 1 of so many lines. */
  static Server withLog(String name, int lines, Database database) {
    LongLog.write(database, lines);
    return start(name, database);
  }

  /** Headers of a caller who may read. */
  static Map<String, String> token() {
    return TOKEN;
  }
}
