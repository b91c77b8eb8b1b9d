package org.jobscribe.chaos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jobscribe.Deployments;

/** The packaged WAR with one job type more, as a newer version would have it. */
public final class DrillWar {

  private DrillWar() {}

  public static String path() {
    return Built.WAR.getPath();
  }

  /** Built when it is asked for the first time. */
  private static final class Built {
    static final File WAR = build();

    private static File build() {
      try {
        File war = Files.createTempFile("jobscribe-drill", ".war").toFile();
        war.deleteOnExit();
        Deployments.variant(DrillWork.class, DrillResource.class)
            .as(ZipExporter.class)
            .exportTo(war, true);
        return war;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
