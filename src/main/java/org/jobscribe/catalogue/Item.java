package org.jobscribe.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.util.Objects;

/** An item of a view's tree. */
@Entity
@IdClass(Item.Key.class)
public class Item {

  @Id private long id;

  @Id
  @Column(name = "view_id")
  private long viewId;

  @Version private long version;

  @Column(name = "parent_id")
  private Long parentId;

  private String name;
  private String description;

  protected Item() {}

  Item(long viewId, long id, Long parentId, String name, String description) {
    this.viewId = viewId;
    this.id = id;
    this.parentId = parentId;
    this.name = name;
    this.description = description;
  }

  public long id() {
    return id;
  }

  /** Null for an item at the top of the tree. */
  public Long parentId() {
    return parentId;
  }

  public String name() {
    return name;
  }

  public String description() {
    return description;
  }

  public void moveTo(Long newParentId) {
    parentId = newParentId;
  }

  public void rename(String newName) {
    name = newName;
  }

  public void describe(String newDescription) {
    description = newDescription;
  }

  /** An item's id is unique within its view. */
  public static class Key {
    private long id;
    private long viewId;

    public Key() {}

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && id == that.id && viewId == that.viewId;
    }

    @Override
    public int hashCode() {
      return Objects.hash(id, viewId);
    }
  }
}
