package org.jobscribe.itemimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jobscribe.catalogue.Attributes;
import org.jobscribe.catalogue.CatalogueSamples;
import org.jobscribe.problem.InvalidInput;
import org.junit.jupiter.api.Test;

class ColumnTest {

  private final Attributes attributes = CatalogueSamples.attributes();

  private List<Column> read(String... header) {
    return Column.read(List.of(header), attributes);
  }

  @Test
  void fieldsAndAttributesAreFoundInAnyOrder() {
    assertThat(read("note", " id ", "parentId", "name", "description"))
        .extracting(Column::attributeId)
        .containsExactly(2L, null, null, null, null);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    List<Column> columns = read("id", "note", "name", "price");
    assertThat(Column.write(columns)).hasToString("[\"id\",2,\"name\",3]");
    assertThat(Column.read(Column.write(columns), attributes)).isEqualTo(columns);
  }

  @Test
  void aHeaderThatDoesNotFitIsTold() {
    assertThatThrownBy(() -> read("id", "Note"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "line 1: the header has the column 'Note'; allowed are id, parentId, name, description"
                + " and the view's attributes [note, price, size, colour]");
    assertThatThrownBy(() -> read("id", "note", " note"))
        .hasMessage("line 1: the header has the column 'note' twice");
    assertThatThrownBy(() -> read("id", "")).hasMessageContaining("the column ''");
    assertThatThrownBy(() -> read("note")).hasMessage("line 1: the header has no column 'id'");
  }
}
