package org.jobscribe.catalogue.value;

/**
 * One choice of a select or doubleselect attribute.
 *
 * @param key1 the key of a select, the first key of a doubleselect
 * @param key2 the second key of a doubleselect, null for a select
 * @param label what users read, stripped; null or blank if they read the key
 */
public record Option(String key1, String key2, String label) {
  public Option {
    label = label == null || label.isBlank() ? null : TextValue.checked("label", label.strip());
  }
}
