package org.jobscribe;

import java.io.File;
import java.net.URISyntaxException;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What in-container tests deploy: the product's own WAR with the tests in it. */
public final class Deployments {

  private Deployments() {}

  /** The packaged WAR, the given test classes, and the libraries that tests use. */
  public static WebArchive war(Class<?>... testClasses) {
    return variant(testClasses)
        .addAsLibraries(
            libraryOf(Assertions.class), libraryOf(Awaitility.class), libraryOf(Matcher.class));
  }

  /** The packaged WAR and the given classes, nothing else. */
  public static WebArchive variant(Class<?>... classes) {
    return ShrinkWrap.createFromZipFile(
            WebArchive.class, new File(System.getProperty("jobscribe.war")))
        .addClasses(classes);
  }

  private static File libraryOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
