package org.jobscribe.catalogue;

import jakarta.persistence.Embeddable;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  static AttributeOption of(ResultSet row) throws SQLException {
    return new AttributeOption(
        new Option(row.getString("key1"), row.getString("key2"), row.getString("label")));
  }

  Option option() {
    return new Option(key1, key2, label);
  }
}
