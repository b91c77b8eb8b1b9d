package org.jobscribe.catalogue;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jobscribe.catalogue.value.AttributeType;
import org.jobscribe.catalogue.value.Option;
import org.jobscribe.catalogue.value.Value;
import org.jobscribe.catalogue.value.ValueFormat;

/** Attributes and items as the database would give them. */
public final class CatalogueSamples {

  public static final long VIEW = 1;

  private CatalogueSamples() {}

  public static Attribute attribute(long id, String name, ValueFormat format) {
    Attribute attribute = new Attribute(VIEW, name, "", format);
    try {
      Field field = Attribute.class.getDeclaredField("id");
      field.setAccessible(true);
      field.setLong(attribute, id);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
    return attribute;
  }

  public static Attribute attribute(long id, String name, AttributeType type) {
    return attribute(id, name, ValueFormat.of(type));
  }

  /** 2 note: text, 3 price: number, 4 size: length, 5 colour: select of r and g. */
  public static Attributes attributes() {
    return attributes(
        attribute(2, "note", AttributeType.TEXT),
        attribute(3, "price", AttributeType.NUMBER),
        attribute(4, "size", AttributeType.LENGTH),
        attribute(
            5,
            "colour",
            ValueFormat.of(
                AttributeType.SELECT,
                null,
                List.of(new Option("r", null, "Red"), new Option("g", null, "Green")))));
  }

  public static Attributes attributes(Attribute... all) {
    return new Attributes(List.of(all));
  }

  public static Item item(long id, Long parentId) {
    return new Item(id, parentId, "Item " + id, "", 0);
  }

  public static ItemBatch batch(Item... items) {
    return new ItemBatch(VIEW, Arrays.asList(items), List.of());
  }

  /** Items with values, which are there already. */
  public static ItemBatch batch(List<Item> items, Map<Long, Map<Attribute, Value>> values) {
    List<StoredValue> rows =
        values.entrySet().stream()
            .flatMap(
                ofItem ->
                    ofItem.getValue().entrySet().stream()
                        .map(value -> row(ofItem.getKey(), value.getKey(), value.getValue())))
            .toList();
    return new ItemBatch(VIEW, items, rows);
  }

  private static StoredValue row(long itemId, Attribute attribute, Value value) {
    return new StoredValue(
        new StoredValue.Key(itemId, attribute.id()),
        attribute.valueFormat().write(value).toString(),
        0);
  }
}
