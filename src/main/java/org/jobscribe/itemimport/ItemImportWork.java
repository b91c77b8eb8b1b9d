package org.jobscribe.itemimport;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.List;
import org.jobscribe.catalogue.Attribute;
import org.jobscribe.catalogue.Attributes;
import org.jobscribe.catalogue.CatalogueService;
import org.jobscribe.catalogue.ItemBatch;
import org.jobscribe.catalogue.ItemService;
import org.jobscribe.engine.Chunk;
import org.jobscribe.engine.JobType;
import org.jobscribe.engine.LogText;
import org.jobscribe.engine.Work;
import org.jobscribe.itemimport.ImportedRow.BadRow;

/**
 * Makes or updates one item a row. A bad row is told with its line number and stops nothing else.
 */
@ApplicationScoped
public class ItemImportWork implements Work {

  static final JobType TYPE = new JobType("ItemImportJob", "Item Import Job");

  @EJB private CatalogueService catalogue;
  @EJB private ItemService items;

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public void next(Chunk chunk) {
    long viewId = chunk.parameters().getJsonNumber("viewId").longValue();
    Attributes attributes = catalogue.attributes(viewId);
    List<Column> columns = Column.read(chunk.parameters().getJsonArray("columns"), attributes);
    ItemBatch batch =
        items.load(viewId, ids(chunk.items(), columns), attributesIn(columns, attributes));
    RowImport rows = new RowImport(batch, new Ancestry(items, viewId, batch));
    for (JsonValue row : chunk.items()) {
      doRow(row.asJsonArray(), columns, attributes, rows, chunk);
      if (chunk.isTimeUp()) {
        break;
      }
    }
    items.save(batch);
  }

  private static List<Attribute> attributesIn(List<Column> columns, Attributes attributes) {
    return columns.stream()
        .filter(column -> column.attributeId() != null)
        .map(column -> attributes.find(column.attributeId()).orElseThrow())
        .toList();
  }

  /**
   * The ids of all items that the rows name and that look like ids: rows that are wrong are told
   * later.
   */
  private static List<Long> ids(JsonArray rows, List<Column> columns) {
    return rows.stream()
        .map(JsonValue::asJsonArray)
        .flatMap(row -> ImportedRow.idsIn(row, columns).stream())
        .distinct()
        .toList();
  }

  private static void doRow(
      JsonArray cells, List<Column> columns, Attributes attributes, RowImport rows, Chunk chunk) {
    long line = ImportedRow.line(cells);
    chunk.begin("Line " + line);
    try {
      rows.run(ImportedRow.read(cells, columns, attributes), chunk);
    } catch (BadRow e) {
      chunk.failed("Line %d: %s".formatted(line, LogText.oneLine(e.getMessage())));
    }
  }
}
