package org.jobscribe.itemimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jobscribe.catalogue.CatalogueSamples.item;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jobscribe.catalogue.Attributes;
import org.jobscribe.catalogue.CatalogueSamples;
import org.jobscribe.catalogue.Item;
import org.jobscribe.catalogue.ItemBatch;
import org.jobscribe.catalogue.ItemService;
import org.jobscribe.engine.Chunk;
import org.jobscribe.engine.ChunkSamples;
import org.jobscribe.itemimport.ImportedRow.BadRow;
import org.jobscribe.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of a file, and what becomes of the items. */
class RowImportTest {

  private final Attributes attributes = CatalogueSamples.attributes();
  private final StoredItems stored = new StoredItems();

  /** Items that are in the database and not in the batch. */
  private static final class StoredItems extends ItemService {
    private final List<Item> items = new ArrayList<>();

    @Override
    public List<Item> existing(long viewId, Collection<Long> ids) {
      return items.stream().filter(item -> ids.contains(item.id())).toList();
    }
  }

  private static JsonArray cells(String... cells) {
    JsonArrayBuilder row = JsonText.array().add(7);
    for (String cell : cells) {
      row.add(cell);
    }
    return row.build();
  }

  private ImportedRow row(String header, String... cells) throws BadRow {
    return ImportedRow.read(
        cells(cells), Column.read(List.of(header.split(",")), attributes), attributes);
  }

  private Ancestry ancestry(ItemBatch batch) {
    return new Ancestry(stored, CatalogueSamples.VIEW, batch);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id | '' | id is ''; allowed is a whole number from 1 to 9007199254740991",
        "id | 0 | id is '0'; allowed is a whole number",
        "id | -1 | id is '-1'; allowed is a whole number",
        "id | 1.0 | id is '1.0'; allowed is a whole number",
        "id | 9007199254740992 | allowed is a whole number",
        "id | 99999999999999999999 | allowed is a whole number",
        "id,name | 1 | there are 1 cells; the header has 2 columns",
        "id | 1;2 | there are 2 cells; the header has 1 columns",
        "id,price | 1;x | price: value 'x' is not a number; allowed are numbers",
        "id,size | 1;3 l | size: unit 'l' is not one of mm, cm, m",
        "id,size | 1;3 | size: value '3' has no unit; allowed are mm, cm, m",
        "id,colour | 1;blue | colour: key 'blue' is not an option; allowed are r, g",
      })
  void aBadCellIsToldWithItsColumnAndWhatIsAllowed(String header, String cells, String message) {
    assertThatThrownBy(() -> row(header, cells.split(";")))
        .isInstanceOf(BadRow.class)
        .hasMessageContaining(message);
  }

  @Test
  void longNamesAndDescriptionsAreBad() throws BadRow {
    assertThat(row("id,name", "1", "x".repeat(500)).name()).hasSize(500);
    assertThatThrownBy(() -> row("id,name", "1", "x".repeat(501)))
        .hasMessageContaining("name has 501 characters; allowed are at most 500");
    assertThatThrownBy(() -> row("id,description", "1", "x".repeat(2_001)))
        .hasMessageContaining("description has 2001 characters; allowed are at most 2000");
    assertThatThrownBy(() -> row("id,name", "1", "a\0b")).hasMessageContaining("without U+0000");
    assertThatThrownBy(() -> row("id,note", "1", "x".repeat(30_001)))
        .hasMessageContaining("at most 30,000 are allowed");
  }

  @Test
  void aRowIsUnderstood() throws BadRow {
    ImportedRow row = row("id,parentId,name,price,note", " 5 ", "2", " a ", "1.50", " ");
    assertThat(row.line()).isEqualTo(7);
    assertThat(row.itemId()).isEqualTo(5);
    assertThat(row.parentId()).isEqualTo(2);
    assertThat(row.name()).isEqualTo("a");
    assertThat(row.description()).isEmpty();
    assertThat(row.has("description")).isFalse();
    assertThat(row.values().values())
        .extracting(value -> value.isPresent())
        .containsExactly(true, false);
  }

  @Test
  void aParentThatIsNoIdIsBad() throws BadRow {
    ImportedRow row = row("id,parentId", "5", "two");
    assertThatThrownBy(row::parentId).hasMessageContaining("parentId is 'two'; allowed is");
    assertThat(row("id,parentId", "5", "").parentId()).isNull();
  }

  @Test
  void onlyWhatLooksLikeAnIdIsLoaded() {
    List<Column> columns = Column.read(List.of("note", "id", "parentId"), attributes);
    assertThat(ImportedRow.idsIn(cells("9", "5", "x"), columns)).containsExactly(5L);
    assertThat(ImportedRow.idsIn(cells("9", " 5", "2", "8"), columns)).containsExactly(5L, 2L);
    assertThat(ImportedRow.idsIn(cells("9"), columns)).isEmpty();
  }

  @Test
  void noItemIsBelowItself() {
    ItemBatch batch = CatalogueSamples.batch(item(1, null), item(2, 1L), item(3, 2L));
    assertThatThrownBy(() -> ancestry(batch).check(1, 1L))
        .hasMessage("item 1 cannot be below itself (parentId 1)");
    assertThatThrownBy(() -> ancestry(batch).check(1, 3L))
        .hasMessage("item 1 cannot be below itself (parentId 3)");
  }

  @Test
  void aCycleThatTwoRowsWouldMakeIsSeen() throws BadRow {
    ItemBatch batch = CatalogueSamples.batch(item(1, null), item(2, null));
    ancestry(batch).check(1, 2L);
    batch.update(item(1, 2L));
    assertThatThrownBy(() -> ancestry(batch).check(2, 1L)).hasMessageContaining("below itself");
  }

  @Test
  void aParentMustBeThere() throws BadRow {
    stored.items.add(item(8, null));
    ItemBatch batch = CatalogueSamples.batch(item(1, null));
    ancestry(batch).check(1, null);
    ancestry(batch).check(1, 8L);
    assertThatThrownBy(() -> ancestry(batch).check(1, 9L))
        .hasMessage("there is no item 9 to be the parent");
  }

  @Test
  void aTreeIsAHundredLevelsDeepAtMost() throws BadRow {
    Item[] chain =
        IntStream.rangeClosed(1, 100)
            .mapToObj(id -> item(id, id == 1 ? null : id - 1L))
            .toArray(Item[]::new);
    Ancestry ancestry = ancestry(CatalogueSamples.batch(chain));
    ancestry.check(200, 99L);
    assertThatThrownBy(() -> ancestry.check(200, 100L))
        .hasMessage("item 200 would be deeper than the allowed 100 levels");
  }

  @Test
  void aCycleInTheDatabaseEnds() {
    stored.items.add(item(8, 9L));
    stored.items.add(item(9, 8L));
    assertThatThrownBy(() -> ancestry(CatalogueSamples.batch()).check(1, 8L))
        .hasMessageContaining("deeper than the allowed 100 levels");
  }

  private Chunk imported(ItemBatch batch, ImportedRow row) throws BadRow {
    Chunk chunk = ChunkSamples.aChunk();
    new RowImport(batch, ancestry(batch)).run(row, chunk);
    return chunk;
  }

  @Test
  void anUnknownItemIsMade() throws BadRow {
    ItemBatch batch = CatalogueSamples.batch(item(1, null));
    Chunk chunk = imported(batch, row("id,parentId,name,price", "2", "1", "Two", "3"));
    assertThat(batch.find(2).orElseThrow().parentId()).isEqualTo(1);
    assertThat(batch.value(2, attributes.find(3).orElseThrow())).isPresent();
    assertThat(ChunkSamples.lines(chunk)).containsExactly("INFO Line 7: created item 2");
    assertThat(ChunkSamples.counts(chunk)).containsExactly(1L, 0L, 0L);
  }

  @Test
  void aRowThatSaysNothingNewChangesNothing() throws BadRow {
    ItemBatch batch = CatalogueSamples.batch(item(1, null));
    Chunk chunk =
        imported(batch, row("id,parentId,name,description,price", "1", "", "Item 1", "", ""));
    assertThat(ChunkSamples.lines(chunk))
        .containsExactly("DEBUG Line 7: item 1 already is like this");
    assertThat(ChunkSamples.counts(chunk)).containsExactly(0L, 1L, 0L);
    Chunk idOnly = imported(batch, row("id", "1"));
    assertThat(ChunkSamples.counts(idOnly)).containsExactly(0L, 1L, 0L);
  }

  @ParameterizedTest
  @CsvSource({"parentId,2", "name,One", "description,new", "price,3", "note,x"})
  void oneCellThatDiffersChangesTheItem(String column, String cell) throws BadRow {
    ItemBatch batch = CatalogueSamples.batch(item(1, null), item(2, null));
    Chunk chunk = imported(batch, row("id," + column, "1", cell));
    assertThat(ChunkSamples.lines(chunk)).containsExactly("INFO Line 7: updated item 1");
    Chunk again = imported(batch, row("id," + column, "1", cell));
    assertThat(ChunkSamples.counts(again)).containsExactly(0L, 1L, 0L);
  }

  @Test
  void anEmptyCellTakesTheValueAway() throws BadRow {
    ItemBatch batch = CatalogueSamples.batch(item(1, null));
    imported(batch, row("id,price", "1", "3"));
    assertThat(ChunkSamples.counts(imported(batch, row("id,price", "1", ""))))
        .containsExactly(1L, 0L, 0L);
    assertThat(batch.value(1, attributes.find(3).orElseThrow())).isEmpty();
  }

  @Test
  void aRowThatIsBadChangesNothingOfItsItem() throws BadRow {
    Item one = item(1, null);
    ItemBatch batch = CatalogueSamples.batch(one);
    for (ImportedRow bad :
        List.of(
            row("id,parentId,name,price", "1", "1", "x", "3"),
            row("id,parentId,name,price", "1", "9", "x", "3"),
            row("id,description,name,price", "1", "x", "", "3"))) {
      assertThatThrownBy(() -> imported(batch, bad)).isInstanceOf(BadRow.class);
    }
    assertThat(batch.find(1)).contains(one);
    assertThat(batch.value(1, attributes.find(3).orElseThrow())).isEmpty();
  }

  @Test
  void aNewItemNeedsAName() throws BadRow {
    ItemBatch batch = CatalogueSamples.batch();
    for (ImportedRow bad : List.of(row("id", "5"), row("id,name", "5", ""))) {
      assertThatThrownBy(() -> imported(batch, bad))
          .hasMessage("item 5 has no name; a new item needs one");
    }
    assertThat(batch.find(5)).isEmpty();
  }
}
