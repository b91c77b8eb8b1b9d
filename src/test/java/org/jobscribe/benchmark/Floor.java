package org.jobscribe.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;

/** The server with {@link FloorApplication} in place of the product, and otherwise the same. */
final class Floor {

  private Floor() {}

  static Server start(String jvmOptions) {
    Map<String, String> environment = new HashMap<>(TestIssuer.TRUSTED.environment());
    environment.put("JOBSCRIBE_WAR", war().getPath());
    return Server.start("floor", environment, jvmOptions);
  }

  private static File war() {
    try {
      File war = Files.createTempFile("jobscribe-floor", ".war").toFile();
      war.deleteOnExit();
      ShrinkWrap.create(WebArchive.class)
          .addClasses(FloorApplication.class, FloorResource.class)
          .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
          .as(ZipExporter.class)
          .exportTo(war, true);
      return war;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
