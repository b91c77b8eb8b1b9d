package org.jobscribe.system;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text format of Prometheus. */
public final class Metrics {

  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^(?<name>[a-zA-Z_:]\\S*?(\\{.*})?) (?<value>\\S+)$");

  private Metrics() {}

  /** A sample of the application at this moment, by its name without the scope's label. */
  static double ofApplication(String name, JobscribeClient client) {
    String text = client.raw("GET", "/metrics?scope=application", Map.of(), "").expect(200).body();
    return of(text).get(name + "{mp_scope=\"application\"}");
  }

  /** Each sample, by its name with its labels. */
  public static Map<String, Double> of(String text) {
    Map<String, Double> samples = new TreeMap<>();
    Matcher sample = SAMPLE.matcher(text);
    while (sample.find()) {
      samples.put(sample.group("name"), Double.valueOf(sample.group("value")));
    }
    return samples;
  }
}
