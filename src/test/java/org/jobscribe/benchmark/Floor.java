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
    return start("floor", Built.WAR, jvmOptions);
  }

  /** The server with {@link BareServlet} and nothing else: no API of the platform but servlets. */
  static Server startBare(String jvmOptions) {
    return start("bare", Built.BARE, jvmOptions);
  }

  private static Server start(String name, File war, String jvmOptions) {
    Map<String, String> environment = new HashMap<>(TestIssuer.TRUSTED.environment());
    environment.put("JOBSCRIBE_WAR", war.getPath());
    return Server.start(name, environment, jvmOptions);
  }

  /** Built when they are asked for the first time. */
  private static final class Built {

    static final File WAR =
        file(
            ShrinkWrap.create(WebArchive.class)
                .addClasses(FloorApplication.class, FloorResource.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml"));
    static final File BARE =
        file(ShrinkWrap.create(WebArchive.class).addClasses(BareServlet.class));

    private static File file(WebArchive archive) {
      try {
        File war = Files.createTempFile("jobscribe-floor", ".war").toFile();
        war.deleteOnExit();
        archive.as(ZipExporter.class).exportTo(war, true);
        return war;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
