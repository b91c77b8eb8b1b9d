package org.jobscribe.catalogue.value;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The options of an attribute, and the text by which each is known. An option is shown by its
 * label, but by its keys if it has no label or the label stands for another option as well: so a
 * text always leads back to its option.
 */
final class Choices<V> {
  private static final int LISTED = 20;

  private final Function<V, String> keys;
  private final Map<String, V> byKeys = new LinkedHashMap<>();
  private final Map<String, V> byLabel = new HashMap<>();
  private final Map<V, String> labels = new HashMap<>();

  Choices(List<Option> options, Function<Option, V> value, Function<V, String> keys) {
    this.keys = keys;
    Map<String, Long> uses =
        options.stream()
            .filter(o -> o.label() != null)
            .collect(Collectors.groupingBy(Option::label, Collectors.counting()));
    options.forEach(option -> addKeys(value.apply(option)));
    options.stream()
        .filter(option -> uses.getOrDefault(option.label(), 0L) == 1)
        .forEach(option -> addLabel(value.apply(option), option.label()));
  }

  /** Without options every key is allowed. */
  boolean allows(V value) {
    return byKeys.isEmpty() || byKeys.containsKey(keys.apply(value));
  }

  String text(V value) {
    String label = labels.get(value);
    return label == null ? keys.apply(value) : label;
  }

  /** The option of these keys or, if there is none, of this label. */
  Optional<V> find(String text) {
    V value = byKeys.get(text);
    return Optional.ofNullable(value == null ? byLabel.get(text) : value);
  }

  /** For messages: the first twenty keys. */
  String allowed() {
    String listed = byKeys.keySet().stream().limit(LISTED).collect(Collectors.joining(", "));
    return byKeys.size() > LISTED ? listed + " and " + (byKeys.size() - LISTED) + " more" : listed;
  }

  private void addKeys(V value) {
    if (byKeys.put(keys.apply(value), value) != null) {
      throw new InvalidValue(
          "options", keys.apply(value), "is there twice; each option is allowed once");
    }
  }

  private void addLabel(V value, String label) {
    V sameName = byKeys.get(label);
    if (sameName == null || sameName.equals(value)) {
      byLabel.put(label, value);
      labels.put(value, label);
    }
  }
}
