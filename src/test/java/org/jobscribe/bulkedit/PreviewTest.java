package org.jobscribe.bulkedit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jobscribe.catalogue.CatalogueSamples.item;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jobscribe.catalogue.CatalogueSamples;
import org.jobscribe.catalogue.value.NumberValue;
import org.jobscribe.catalogue.value.Value;
import org.jobscribe.json.JsonText;
import org.jobscribe.web.BodyNode;
import org.junit.jupiter.api.Test;

class PreviewTest {

  private static final Map<Long, Value> PRICE_1 = Map.of(3L, new NumberValue(BigDecimal.ONE));
  private static final String NEW_NOTE =
      "{'attribute':{'id':2},'itemValue':{'val':{'type':'text','value':'x'}}}";
  private static final String PRICE_IS_1 =
      "{'attribute':{'id':3},'operator':'eq','itemValue':{'val':{'type':'number','value':1}}}";

  private static Preview preview(String whenClauses) {
    String body = "{'changeClauses':[%s],'whenClauses':[%s]}".formatted(NEW_NOTE, whenClauses);
    return new Preview(
        Clauses.read(
            BodyNode.root(JsonText.readObject(body.replace('\'', '"'))),
            CatalogueSamples.attributes()));
  }

  private static JsonObject json(Preview preview) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonText.generator(out)) {
      json.writeStartObject();
      preview.write(json);
      json.writeEnd();
    }
    return JsonText.readObject(out.toString(StandardCharsets.UTF_8));
  }

  /** {@code 1(2 3(4))}: ids, in parentheses the children's. */
  private static String tree(JsonArray items) {
    return items.stream()
        .map(JsonValue::asJsonObject)
        .map(PreviewTest::tree)
        .collect(Collectors.joining(" "));
  }

  private static String tree(JsonObject item) {
    String below = tree(item.getJsonArray("children"));
    return item.getInt("id") + (below.isEmpty() ? "" : "(" + below + ")");
  }

  private static String treeOf(Preview preview) {
    return tree(json(preview).getJsonArray("bulkEditItems"));
  }

  @Test
  void theTreeOfTheSeedIsKept() {
    Preview preview = preview("");
    Long[] parents = {null, null, null, 2L, 2L, 2L, 4L, 5L, 5L};
    for (int i = 0; i < parents.length; i++) {
      preview.add(item(i + 1, parents[i]), Map.of());
    }
    assertThat(treeOf(preview)).isEqualTo("1 2(4(7) 5(8 9) 6) 3");
    assertThat(preview.size()).isEqualTo(9);
  }

  @Test
  void anItemStandsBelowItsNearestTouchedAncestor() {
    Preview preview = preview(PRICE_IS_1);
    preview.add(item(1, null), PRICE_1);
    preview.add(item(2, 1L), Map.of());
    preview.add(item(3, 2L), Map.of());
    preview.add(item(4, 3L), PRICE_1);
    preview.add(item(5, 4L), PRICE_1);
    preview.add(item(6, 7L), PRICE_1); // its parent comes later
    preview.add(item(7, null), PRICE_1);
    preview.add(item(8, 9L), PRICE_1);
    preview.add(item(9, null), Map.of());
    assertThat(treeOf(preview)).isEqualTo("1(4(5)) 7(6) 8");
    assertThat(preview.size()).isEqualTo(6);
  }

  @Test
  void allConditionsMustHold() {
    Preview preview = preview(PRICE_IS_1 + ",{'attribute':{'id':2},'operator':'not empty'}");
    preview.add(item(1, null), PRICE_1);
    assertThat(preview.size()).isZero();
    assertThat(json(preview).getJsonArray("bulkEditItems")).isEmpty();
  }

  @Test
  void anItemHasTheMembersOfTheContract() {
    Preview preview = preview(PRICE_IS_1);
    preview.add(item(1, null), PRICE_1);
    JsonObject json = json(preview);
    assertThat(json.keySet())
        .containsExactly("changeAttributes", "whenAttributes", "bulkEditItems");
    assertThat(json.get("changeAttributes"))
        .hasToString("[{\"id\":2,\"name\":\"note\",\"description\":\"\",\"type\":\"text\"}]");
    assertThat(json.getJsonArray("whenAttributes")).hasSize(1);
    assertThat(json.getJsonArray("bulkEditItems").get(0))
        .hasToString(
            "{\"id\":1,\"name\":\"Item 1\",\"description\":\"\",\"children\":[],\"images\":[],"
                + "\"changes\":{\"2\":{\"old\":null,\"new\":{\"attributeId\":2,"
                + "\"val\":{\"type\":\"text\",\"value\":\"x\"}}}},"
                + "\"whens\":{\"3\":{\"attributeId\":3,\"operator\":\"eq\","
                + "\"val\":{\"type\":\"number\",\"value\":1}}}}");
  }

  @Test
  void theValueBeforeIsTold() {
    Preview preview = preview(PRICE_IS_1);
    preview.add(
        item(1, null), Map.of(3L, new NumberValue(new BigDecimal("1.00")), 2L, note("old")));
    assertThat(
            json(preview).getJsonArray("bulkEditItems").getJsonObject(0).getJsonObject("changes"))
        .asString()
        .contains("\"old\":{\"attributeId\":2,\"val\":{\"type\":\"text\",\"value\":\"old\"}}");
  }

  private static Value note(String text) {
    return CatalogueSamples.attributes().find(2).orElseThrow().valueFormat().parse(text);
  }

  @Test
  void anAttributeWithTwoConditionsIsListedOnce() {
    Preview preview = preview(PRICE_IS_1 + ",{'attribute':{'id':3},'operator':'not empty'}");
    preview.add(item(1, null), PRICE_1);
    JsonObject json = json(preview);
    assertThat(json.getJsonArray("whenAttributes")).hasSize(1);
    JsonObject whens = json.getJsonArray("bulkEditItems").getJsonObject(0).getJsonObject("whens");
    assertThat(whens.keySet()).containsExactly("3");
  }

  @Test
  void aTextMayBeLookedForInANumber() {
    Preview preview =
        preview(
            "{'attribute':{'id':3},'operator':'contain','itemValue':{'val':{'type':'string','value':'1'}}}");
    preview.add(item(1, null), PRICE_1);
    assertThat(json(preview).toString()).contains("\"val\":{\"type\":\"string\",\"value\":\"1\"}");
  }
}
