package org.jobscribe.bulkedit;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jobscribe.catalogue.Attribute;
import org.jobscribe.catalogue.Attributes;
import org.jobscribe.catalogue.CatalogueService;
import org.jobscribe.catalogue.ItemBatch;
import org.jobscribe.catalogue.ItemService;
import org.jobscribe.catalogue.value.Value;
import org.jobscribe.engine.Chunk;
import org.jobscribe.engine.JobType;
import org.jobscribe.engine.LogText;
import org.jobscribe.engine.Work;

/** Sets the values of a bulk edit package, item by item. */
@ApplicationScoped
public class BulkEditWork implements Work {

  static final JobType TYPE = new JobType("BulkEditJob", "Bulk Edit Job");

  @EJB private CatalogueService catalogue;
  @EJB private ItemService items;

  /** One item of the package: its changes by attribute id. */
  private record Edit(long itemId, Map<String, JsonObject> changes) {

    static Edit of(JsonValue json) {
      JsonObject edit = json.asJsonObject();
      Map<String, JsonObject> changes = new LinkedHashMap<>();
      edit.getJsonObject("changes")
          .forEach((attributeId, change) -> changes.put(attributeId, change.asJsonObject()));
      return new Edit(edit.getJsonNumber("id").longValue(), changes);
    }
  }

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public void next(Chunk chunk) {
    long viewId = chunk.parameters().getJsonNumber("viewId").longValue();
    Attributes attributes = catalogue.attributes(viewId);
    List<Edit> edits = chunk.items().stream().map(Edit::of).toList();
    ItemBatch batch =
        items.load(
            viewId, edits.stream().map(Edit::itemId).toList(), attributesIn(edits, attributes));
    for (Edit edit : edits) {
      apply(edit, batch, attributes, chunk);
      if (chunk.isTimeUp()) {
        break;
      }
    }
    items.save(batch);
  }

  private static List<Attribute> attributesIn(List<Edit> edits, Attributes attributes) {
    return edits.stream()
        .flatMap(edit -> edit.changes().keySet().stream())
        .distinct()
        .flatMap(id -> attributes.find(Long.parseLong(id)).stream())
        .collect(Collectors.toList());
  }

  private static void apply(Edit edit, ItemBatch batch, Attributes attributes, Chunk chunk) {
    chunk.begin("Item " + edit.itemId());
    chunk.info("Working on item " + edit.itemId());
    if (batch.find(edit.itemId()).isEmpty()) {
      chunk.failed("Item %d is not there any more".formatted(edit.itemId()));
      return;
    }
    boolean changed = false;
    for (Map.Entry<String, JsonObject> change : edit.changes().entrySet()) {
      Attribute attribute = attributes.find(Long.parseLong(change.getKey())).orElseThrow();
      changed |= apply(change.getValue(), edit.itemId(), attribute, batch, chunk);
    }
    if (changed) {
      chunk.changed();
    } else {
      chunk.unchanged();
    }
  }

  private static boolean apply(
      JsonObject change, long itemId, Attribute attribute, ItemBatch batch, Chunk chunk) {
    Value wanted = attribute.valueFormat().read(change.getJsonObject("new"));
    Optional<Value> current = batch.value(itemId, attribute);
    if (current.isPresent() && current.get().sameAs(wanted)) {
      chunk.debug(
          "Attribute %d for item %d already is %s"
              .formatted(attribute.id(), itemId, shown(attribute, wanted)));
      return false;
    }
    warnIfNotAsPreviewed(change, itemId, attribute, current, chunk);
    batch.put(itemId, attribute, wanted);
    chunk.info(
        "Changed attribute %d for item %d to %s"
            .formatted(attribute.id(), itemId, shown(attribute, wanted)));
    return true;
  }

  /** Whoever reviewed the preview saw another value than the one that is overwritten now. */
  private static void warnIfNotAsPreviewed(
      JsonObject change, long itemId, Attribute attribute, Optional<Value> current, Chunk chunk) {
    if (change.isNull("old") || current.isEmpty()) {
      return;
    }
    Value previewed = attribute.valueFormat().read(change.getJsonObject("old"));
    if (!current.get().sameAs(previewed)) {
      chunk.warn(
          "Attribute %d for item %d was %s in the preview and is %s by now"
              .formatted(
                  attribute.id(),
                  itemId,
                  shown(attribute, previewed),
                  shown(attribute, current.get())));
    }
  }

  private static String shown(Attribute attribute, Value value) {
    return LogText.oneLine(attribute.valueFormat().text(value));
  }
}
