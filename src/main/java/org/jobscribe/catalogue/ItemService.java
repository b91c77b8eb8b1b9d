package org.jobscribe.catalogue;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jobscribe.catalogue.value.Value;
import org.jobscribe.catalogue.value.ValueFormat;

/**
 * Items and their values. Reading needs no transaction; {@link #load} and {@link #save} belong into
 * one.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ItemService {

  /** The longest list of ids in one query. */
  private static final int MAX_IDS = 500;

  @PersistenceContext private EntityManager entities;

  /** How many items are at the top of the view's tree. */
  public long countRoots(long viewId) {
    return entities
        .createQuery(
            "SELECT COUNT(i) FROM Item i WHERE i.parentId IS NULL AND i.viewId = :viewId",
            Long.class)
        .setParameter("viewId", viewId)
        .getSingleResult();
  }

  /** Items at the top of the view's tree, by id. */
  public List<Item> roots(long viewId, int offset, int limit) {
    return entities
        .createQuery(
            "SELECT i FROM Item i WHERE i.parentId IS NULL AND i.viewId = :viewId ORDER BY i.parentId, i.viewId, i.id",
            Item.class)
        .setParameter("viewId", viewId)
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultList();
  }

  /** The children of all of {@code parentIds}, by id. */
  public List<Item> children(long viewId, List<Long> parentIds) {
    return inParts(
        parentIds,
        ids ->
            entities
                .createQuery(
                    "SELECT i FROM Item i WHERE i.parentId IN :ids AND i.viewId = :viewId ORDER BY i.id",
                    Item.class)
                .setParameter("ids", ids)
                .setParameter("viewId", viewId)
                .getResultList());
  }

  /** The view's items after {@code afterId} by id, at most {@code max}. */
  public List<Item> after(long viewId, long afterId, int max) {
    return entities
        .createQuery(
            "SELECT i FROM Item i WHERE i.viewId = :viewId AND i.id > :afterId ORDER BY i.viewId, i.id",
            Item.class)
        .setParameter("viewId", viewId)
        .setParameter("afterId", afterId)
        .setMaxResults(max)
        .getResultList();
  }

  /** Those of the items that exist. */
  public List<Item> existing(long viewId, Collection<Long> itemIds) {
    return inParts(
        List.copyOf(itemIds),
        ids ->
            entities
                .createQuery(
                    "SELECT i FROM Item i WHERE i.id IN :ids AND i.viewId = :viewId", Item.class)
                .setParameter("ids", ids)
                .setParameter("viewId", viewId)
                .getResultList());
  }

  /**
   * The items' values of the attributes.
   *
   * @return by item, then by attribute; items without any value are left out
   */
  public Map<Long, Map<Long, Value>> values(
      long viewId, Collection<Long> itemIds, Collection<Attribute> attributes) {
    return byItem(rows(viewId, itemIds, attributes), attributes);
  }

  /**
   * The same for all items of the view from id {@code first} to id {@code last}.
   *
   * @param attributes at least one
   */
  public Map<Long, Map<Long, Value>> values(
      long viewId, long first, long last, Collection<Attribute> attributes) {
    return byItem(
        entities
            .createQuery(
                "SELECT v FROM ItemValue v WHERE v.itemId BETWEEN :first AND :last AND v.viewId = :viewId"
                    + " AND v.attributeId IN :attributeIds",
                ItemValue.class)
            .setParameter("first", first)
            .setParameter("last", last)
            .setParameter("viewId", viewId)
            .setParameter("attributeIds", ids(attributes))
            .getResultList(),
        attributes);
  }

  private static Map<Long, Map<Long, Value>> byItem(
      List<ItemValue> rows, Collection<Attribute> attributes) {
    Map<Long, ValueFormat> formats =
        attributes.stream().collect(Collectors.toMap(Attribute::id, Attribute::valueFormat));
    Map<Long, Map<Long, Value>> values = new HashMap<>();
    for (ItemValue row : rows) {
      values
          .computeIfAbsent(row.itemId(), id -> new HashMap<>())
          .put(row.attributeId(), row.value(formats.get(row.attributeId())));
    }
    return values;
  }

  private static List<Long> ids(Collection<Attribute> attributes) {
    return attributes.stream().map(Attribute::id).toList();
  }

  /**
   * Those of the items that exist, with their values of the attributes, to be changed in the
   * caller's transaction.
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public ItemBatch load(long viewId, Collection<Long> itemIds, Collection<Attribute> attributes) {
    return new ItemBatch(viewId, existing(viewId, itemIds), rows(viewId, itemIds, attributes));
  }

  private List<ItemValue> rows(
      long viewId, Collection<Long> itemIds, Collection<Attribute> attributes) {
    if (attributes.isEmpty()) {
      return List.of();
    }
    return inParts(
        List.copyOf(itemIds),
        ids ->
            entities
                .createQuery(
                    "SELECT v FROM ItemValue v WHERE v.itemId IN :ids AND v.viewId = :viewId AND v.attributeId IN :attributeIds",
                    ItemValue.class)
                .setParameter("ids", ids)
                .setParameter("viewId", viewId)
                .setParameter("attributeIds", ids(attributes))
                .getResultList());
  }

  /** Writes what was changed in a batch that was loaded in the same transaction. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void save(ItemBatch batch) {
    batch.added().forEach(entities::persist);
    batch.removed().forEach(entities::remove);
    entities.flush();
  }

  private static <T> List<T> inParts(List<Long> ids, Function<List<Long>, List<T>> query) {
    List<T> found = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += MAX_IDS) {
      found.addAll(query.apply(ids.subList(from, Math.min(ids.size(), from + MAX_IDS))));
    }
    return found;
  }
}
