package org.jobscribe.catalogue;

/**
 * An item of a view's tree. Its id is unique within its view.
 *
 * @param parentId null for an item at the top of the tree
 * @param version which state of the row this is
 */
public record Item(long id, Long parentId, String name, String description, long version) {

  /** The same item with other contents, to be given to {@link ItemBatch#update}. */
  public Item with(Long newParentId, String newName, String newDescription) {
    return new Item(id, newParentId, newName, newDescription, version);
  }
}
