package org.jobscribe.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jobscribe.Deployments;
import org.jobscribe.system.Database;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;

/** The databases on which the product is measured, each beside a floor on one of its kind. */
enum Storage {
  POSTGRESQL("PostgreSQL", Database::postgres),
  DERBY("Derby", Database::derby);

  /** The options of a server that is measured. */
  static final String JVM = "-Xmx1g " + System.getProperty("benchmark.jvm", "");

  private final String title;
  private final Supplier<Database> factory;

  Storage(String title, Supplier<Database> factory) {
    this.title = title;
    this.factory = factory;
  }

  String product() {
    return "Jobscribe, " + title;
  }

  String floor() {
    return "floor, " + title;
  }

  Database newDatabase() {
    return factory.get();
  }

  /** A database with the product's schema and settings, and no server that has it open. */
  Database newDatabaseForFloor() {
    Database database = newDatabase();
    Server.start("floor-schema", database.environment()).close();
    return database;
  }

  /** A server with a new database. */
  Server start(String name, Map<String, String> settings) {
    return start(name, newDatabase(), settings);
  }

  Server start(String name, Database database, Map<String, String> settings) {
    Map<String, String> environment = TestIssuer.TRUSTED.environment(database);
    environment.putAll(settings);
    return Server.start(name + "-" + title.toLowerCase(Locale.ROOT), environment, JVM);
  }

  static JobscribeClient client(Server server) {
    return JobscribeClient.of(server, TestIssuer.TRUSTED.token("VIEW", "EDIT", "ADMIN"));
  }

  /** The path of the packaged WAR with those classes in it. */
  static String warWith(Class<?>... classes) {
    try {
      File war = Files.createTempFile("jobscribe-benchmark", ".war").toFile();
      war.deleteOnExit();
      Deployments.variant(classes).as(ZipExporter.class).exportTo(war, true);
      return war.getPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
