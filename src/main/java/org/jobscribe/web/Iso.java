package org.jobscribe.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Dates as the API writes them: ISO 8601, UTC, exactly three decimals, {@code
 * 2020-03-16T03:57:23.000Z}.
 */
public final class Iso {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Iso() {}

  public static String format(Instant instant) {
    return MILLIS.format(instant);
  }
}
