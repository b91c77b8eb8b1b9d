package org.jobscribe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jobscribe.catalogue.CatalogueSamples.item;

import java.util.List;
import java.util.Map;
import org.jobscribe.catalogue.value.AttributeType;
import org.jobscribe.catalogue.value.TextValue;
import org.jobscribe.catalogue.value.Value;
import org.jobscribe.problem.InvalidInput;
import org.junit.jupiter.api.Test;

class ItemBatchTest {

  private static final Value OLD = new TextValue(AttributeType.TEXT, "old");
  private static final Value NEW = new TextValue(AttributeType.TEXT, "new");

  private final Attribute note = CatalogueSamples.attributes().find("note").orElseThrow();
  private final ItemBatch batch =
      CatalogueSamples.batch(List.of(item(1, null), item(2, null)), Map.of(1L, Map.of(note, OLD)));

  @Test
  void aValueIsChangedOnceHoweverOftenItIsPut() {
    batch.put(1, note, OLD);
    batch.put(1, note, NEW);
    assertThat(batch.value(1, note)).contains(NEW);
    assertThat(batch.changedValues()).hasSize(1);
  }

  @Test
  void aRemovedValueIsGone() {
    batch.remove(1, note);
    assertThat(batch.value(1, note)).isEmpty();
    assertThat(batch.changedValues()).singleElement().matches(value -> value.val() == null);
  }

  @Test
  void removingWhatIsNotThereChangesNothing() {
    batch.remove(2, note);
    assertThat(batch.changedValues()).isEmpty();
  }

  @Test
  void aValueThatWasRemovedCanComeBack() {
    batch.remove(1, note);
    batch.put(1, note, NEW);
    assertThat(batch.value(1, note)).contains(NEW);
    assertThat(batch.changedValues()).singleElement().matches(value -> value.val() != null);
  }

  @Test
  void changesComeInTheOrderOfTheirKeys() {
    batch.put(2, note, NEW);
    batch.put(1, note, NEW);
    assertThat(batch.changedValues())
        .extracting(value -> value.key().itemId())
        .containsExactly(1L, 2L);
  }

  @Test
  void aNewItemIsFoundAndStaysNewWhenItIsUpdated() {
    batch.create(3, 1L, "Three", "");
    batch.update(item(3, 2L));
    assertThat(batch.find(3).orElseThrow().parentId()).isEqualTo(2);
    assertThat(batch.find(4)).isEmpty();
    assertThat(batch.createdItems()).hasSize(1);
    assertThat(batch.updatedItems()).isEmpty();
  }

  @Test
  void aPageIsAPartOfAList() {
    List<Integer> all = List.of(1, 2, 3, 4, 5);
    assertThat(Page.of("2", "1").of(all)).containsExactly(2, 3);
    assertThat(Page.of("2", "4").of(all)).containsExactly(5);
    assertThat(Page.of("2", "5").of(all)).isEmpty();
    assertThat(Page.of("1000", "2147483647").of(all)).isEmpty();
    assertThat(Page.of(null, null)).isEqualTo(new Page(100, 0));
    assertThatThrownBy(() -> Page.of("1001", null)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> Page.of("0", null)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> Page.of(null, "2147483648")).isInstanceOf(InvalidInput.class);
  }

  @Test
  void attributesAreFoundByIdAndByName() {
    Attributes attributes = CatalogueSamples.attributes();
    assertThat(attributes.find(3).orElseThrow().name()).isEqualTo("price");
    assertThat(attributes.find("price").orElseThrow().id()).isEqualTo(3);
    assertThat(attributes.find(9)).isEmpty();
    assertThat(attributes.find("Price")).isEmpty();
    assertThat(attributes.all()).extracting(Attribute::id).containsExactly(2L, 3L, 4L, 5L);
  }
}
