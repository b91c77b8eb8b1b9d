package org.jobscribe.catalogue;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Transient;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jobscribe.catalogue.value.AttributeType;
import org.jobscribe.catalogue.value.ValueFormat;

/** What items of a view have values of. It does not change once it is made. */
@Entity
public class Attribute {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long id;

  @Column(name = "view_id")
  private long viewId;

  private String name;
  private String description;
  private String type;
  private String format;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "attribute_option", joinColumns = @JoinColumn(name = "attribute_id"))
  @OrderColumn(name = "position")
  private List<AttributeOption> options;

  @Transient private ValueFormat valueFormat;

  protected Attribute() {}

  Attribute(long viewId, String name, String description, ValueFormat valueFormat) {
    this.viewId = viewId;
    this.name = name;
    this.description = description;
    this.type = valueFormat.type().wireName();
    this.format = valueFormat.format();
    this.options = valueFormat.options().stream().map(AttributeOption::new).toList();
    this.valueFormat = valueFormat;
  }

  /** As it is stored, as yet without options: no entity. */
  static Attribute of(ResultSet row) throws SQLException {
    Attribute attribute = new Attribute();
    attribute.id = row.getLong("id");
    attribute.viewId = row.getLong("view_id");
    attribute.name = row.getString("name");
    attribute.description = row.getString("description");
    attribute.type = row.getString("type");
    attribute.format = row.getString("format");
    attribute.options = new ArrayList<>();
    return attribute;
  }

  /** The next of its options. */
  void add(AttributeOption option) {
    options.add(option);
  }

  public long id() {
    return id;
  }

  public String name() {
    return name;
  }

  public String description() {
    return description;
  }

  /** Reads, writes and shows the attribute's values. */
  public ValueFormat valueFormat() {
    if (valueFormat == null) {
      valueFormat =
          new ValueFormat(
              AttributeType.of(type),
              format,
              options.stream().map(AttributeOption::option).toList());
    }
    return valueFormat;
  }
}
