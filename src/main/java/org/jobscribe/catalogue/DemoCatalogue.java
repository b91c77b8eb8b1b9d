package org.jobscribe.catalogue;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jobscribe.catalogue.value.AttributeType;
import org.jobscribe.catalogue.value.TextValue;
import org.jobscribe.catalogue.value.ValueFormat;
import org.jobscribe.setting.Setting;

/**
 * Puts a small view into an empty catalogue, so that a first run has something to edit: nine items
 * in a tree, a string and a text attribute. By default only into the embedded database that is used
 * when none is configured.
 */
@Startup
@Singleton
@DependsOn("Schema")
public class DemoCatalogue {

  private static final Logger LOG = System.getLogger(DemoCatalogue.class.getName());
  private static final String DEMO = "jobscribe.demo";

  @EJB private CatalogueService catalogue;
  @EJB private ItemService items;
  @Inject private Config config;

  @PostConstruct
  void fill() {
    if (isWanted() && catalogue.views().isEmpty()) {
      long viewId = catalogue.createView("Demo", "Nine items to try a bulk edit on").id();
      catalogue.createAttribute(
          viewId, "code", "A short code", ValueFormat.of(AttributeType.STRING));
      fillItems(
          viewId,
          catalogue.createAttribute(
              viewId, "note", "A note of any length", ValueFormat.of(AttributeType.TEXT)));
      LOG.log(Level.INFO, "View {0} is there to try things on", viewId);
    }
  }

  private boolean isWanted() {
    boolean isEmbeddedDefault = config.getOptionalValue("jobscribe.db.url", String.class).isEmpty();
    return config
        .getOptionalValue(DEMO, String.class)
        .map(value -> new Setting(DEMO, value).flag())
        .orElse(isEmbeddedDefault);
  }

  private void fillItems(long viewId, Attribute note) {
    ItemBatch batch = items.load(viewId, List.of(), List.of());
    Long[] parents = {null, null, null, 2L, 2L, 2L, 4L, 5L, 5L};
    for (int i = 0; i < parents.length; i++) {
      long id = i + 1;
      batch.create(id, parents[i], "Item " + id, "The demo's item " + id);
      batch.put(id, note, new TextValue(AttributeType.TEXT, "Old text"));
    }
    items.save(batch);
  }
}
