package org.jobscribe.console;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.JobscribeClient;

/** Jobs with a log of known lines: line n + 1 is about row n. */
final class Imports {

  /** What a bad row has as its id. */
  static final String BAD_ID = "<img src=x onerror=\"document.title='run'\">";

  private static final String BAD_ROW = "\"" + BAD_ID.replace("\"", "\"\"") + "\",Bad,old\n";

  private Imports() {}

  /** A finished job of {@code good} rows and a bad one, whose line is the last but one. */
  static int withOneBadRow(int good, JobscribeClient client) {
    return done(rows(good) + BAD_ROW, client);
  }

  /** A finished job of nothing but bad rows. */
  static int ofBadRows(int bad, JobscribeClient client) {
    return done(BAD_ROW.repeat(bad), client);
  }

  private static int done(String rows, JobscribeClient client) {
    int job = submit(rows, client);
    client.awaitFinal(job);
    return job;
  }

  /** A job that runs. */
  static int running(int rows, JobscribeClient client) {
    return submit(rows(rows), client);
  }

  private static String rows(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> i + ",Item " + i + ",old\n")
        .collect(Collectors.joining());
  }

  private static int submit(String rows, JobscribeClient client) {
    byte[] csv = ("id,name,note\n" + rows).getBytes(StandardCharsets.UTF_8);
    return client
        .importCsv(Catalogue.of(0, client).id(), new ByteArrayInputStream(csv))
        .getInt("id");
  }
}
