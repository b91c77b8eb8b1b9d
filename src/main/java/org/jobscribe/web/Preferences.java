package org.jobscribe.web;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request would like, but can do without: the header {@code Prefer} (RFC 7240). */
public final class Preferences {

  private static final String PREFER = "Prefer";
  public static final String APPLIED = "Preference-Applied";

  private static final Pattern WAIT =
      Pattern.compile(
          "(?:^|,)\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?=$|[,;])", Pattern.CASE_INSENSITIVE);

  private Preferences() {}

  /** The values of all headers {@code Prefer} of a request. */
  public static List<String> of(MultivaluedMap<String, String> headers) {
    return headers.getOrDefault(PREFER, List.of());
  }

  /**
   * Whether the caller may be ready to wait: it may have said so in a way that makes no sense.
   * Holds for everything that admission control takes for such a caller.
   */
  public static boolean mentionWait(List<String> preferences) {
    return preferences.stream()
        .anyMatch(preference -> preference.toLowerCase(Locale.ROOT).contains("wait"));
  }

  /**
   * How long the caller is ready to wait for an answer that has news.
   *
   * @param most what a longer wish is cut to
   * @return empty if the caller did not say; a preference that makes no sense is ignored, as the
   *     RFC wants it
   */
  public static Optional<Duration> wait(List<String> preferences, Duration most) {
    Matcher wait = WAIT.matcher(String.join(",", preferences));
    return wait.find()
        ? Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(wait.group(1)), most.toSeconds())))
        : Optional.empty();
  }
}
