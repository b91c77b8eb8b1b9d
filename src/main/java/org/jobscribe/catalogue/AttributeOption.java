package org.jobscribe.catalogue;

import jakarta.persistence.Embeddable;
import org.jobscribe.catalogue.value.Option;

/** An {@link Option} as a row. */
@Embeddable
public class AttributeOption {

  private String key1;
  private String key2;
  private String label;

  protected AttributeOption() {}

  AttributeOption(Option option) {
    key1 = option.key1();
    key2 = option.key2();
    label = option.label();
  }

  Option option() {
    return new Option(key1, key2, label);
  }
}
