package org.jobscribe.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Objects;
import org.jobscribe.catalogue.value.Value;
import org.jobscribe.catalogue.value.ValueFormat;
import org.jobscribe.json.JsonText;

/** The value that an item has of an attribute. */
@Entity
@Table(name = "item_value")
@IdClass(ItemValue.Key.class)
public class ItemValue {

  @Id
  @Column(name = "item_id")
  private long itemId;

  @Id
  @Column(name = "view_id")
  private long viewId;

  @Id
  @Column(name = "attribute_id")
  private long attributeId;

  @Version private long version;
  private String val;

  protected ItemValue() {}

  ItemValue(long viewId, long itemId, long attributeId) {
    this.viewId = viewId;
    this.itemId = itemId;
    this.attributeId = attributeId;
  }

  long itemId() {
    return itemId;
  }

  long attributeId() {
    return attributeId;
  }

  Value value(ValueFormat format) {
    return format.read(JsonText.readObject(val));
  }

  void set(ValueFormat format, Value value) {
    val = format.write(value).toString();
  }

  /** An item has at most one value of an attribute. */
  public static class Key {
    private long itemId;
    private long viewId;
    private long attributeId;

    public Key() {}

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && itemId == that.itemId
          && viewId == that.viewId
          && attributeId == that.attributeId;
    }

    @Override
    public int hashCode() {
      return Objects.hash(itemId, viewId, attributeId);
    }
  }
}
