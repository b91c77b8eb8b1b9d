package org.jobscribe.bulkedit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jobscribe.catalogue.CatalogueSamples;
import org.jobscribe.problem.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PackageReaderTest {

  private static final String NOTE =
      "{\"2\":{\"old\":null,\"new\":{\"val\":{\"type\":\"text\",\"value\":\"x\"}}}}";

  private final List<Integer> lookUps = new ArrayList<>();

  private PackageReader reader(String body) {
    return new PackageReader(
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
        CatalogueSamples.attributes(),
        this::upTo5000);
  }

  private Set<Long> upTo5000(Set<Long> ids) {
    lookUps.add(ids.size());
    return ids.stream().filter(id -> id <= 5_000).collect(Collectors.toSet());
  }

  private List<JsonObject> read(String body) {
    List<JsonObject> edits = new ArrayList<>();
    reader(body).forEachRemaining(edits::add);
    return edits;
  }

  private List<Long> ids(String items) {
    return read(packageOf(items)).stream()
        .map(edit -> edit.getJsonNumber("id").longValue())
        .toList();
  }

  private static String packageOf(String items) {
    return "{\"bulkEditPackage\":{\"bulkEditItems\":[" + items + "]}}";
  }

  private static String item(int id, String... children) {
    return "{\"id\":%d,\"children\":[%s],\"changes\":%s}"
        .formatted(id, String.join(",", children), NOTE);
  }

  private void assertRefused(String body, String param, String message) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message)
        .satisfies(
            e -> assertThat(((InvalidInput) e).violations().get(0).param()).isEqualTo(param));
  }

  @Test
  void itemsComeDepthFirstAParentBeforeItsChildren() {
    assertThat(
            ids(
                item(1)
                    + ","
                    + item(2, item(4, item(7)), item(5, item(8), item(9)))
                    + ","
                    + item(3)))
        .containsExactly(1L, 2L, 4L, 7L, 5L, 8L, 9L, 3L);
  }

  @Test
  void anEditHasItsIdAndItsChanges() {
    String change =
        "{\"id\":1,\"changes\":{\"3\":{\"new\":{\"attributeId\":3,\"val\":{\"value\":\"1.50\",\"type\":\"number\"}},"
            + "\"old\":{\"val\":{\"type\":\"number\",\"value\":2}}}}}";
    assertThat(read(packageOf(change)))
        .singleElement()
        .hasToString(
            "{\"id\":1,\"changes\":{\"3\":{\"old\":{\"type\":\"number\",\"value\":2},"
                + "\"new\":{\"type\":\"number\",\"value\":1.5}}}}");
  }

  @Test
  void anAbsentOldIsNull() {
    String change =
        "{\"changes\":{\"2\":{\"new\":{\"val\":{\"type\":\"text\",\"value\":\"x\"}}}},\"id\":1}";
    assertThat(read(packageOf(change)).get(0).toString()).contains("{\"2\":{\"old\":null,");
  }

  @Test
  void anEmptyPackageIsAPackage() {
    assertThat(ids("")).isEmpty();
  }

  @Test
  void unknownMembersArePassedOverWhereverTheyStand() {
    String items =
        "{\"images\":[{\"a\":[1,{}]}],\"name\":\"x\",\"whens\":{\"2\":{}},\"changes\":%s,\"more\":{\"deep\":[[]]},\"id\":1,\"children\":null}"
            .formatted(NOTE);
    String body =
        "{\"first\":[1,{\"bulkEditPackage\":2}],\"bulkEditPackage\":{\"changeAttributes\":[{\"id\":2}],\"bulkEditItems\":["
            + items
            + "],\"whenAttributes\":[{\"a\":[[]]}]},\"last\":{\"a\":{}}}";
    assertThat(read(body)).hasSize(1);
  }

  @Test
  void manyItemsAreLookedUpInBatches() {
    String items =
        IntStream.rangeClosed(1, 1_200)
            .mapToObj(PackageReaderTest::item)
            .collect(Collectors.joining(","));
    assertThat(ids(items)).hasSize(1_200).startsWith(1L, 2L).endsWith(1_199L, 1_200L);
    assertThat(lookUps).containsExactly(500, 500, 200);
  }

  @Test
  void theFirstBatchIsReadyBeforeTheRestIsRead() {
    String items =
        IntStream.rangeClosed(1, 600)
            .mapToObj(PackageReaderTest::item)
            .collect(Collectors.joining(","));
    PackageReader reader = reader(packageOf(items + ",{\"id\":0}"));
    assertThat(reader.hasNext()).isTrue();
    assertThatThrownBy(() -> reader.forEachRemaining(edit -> {}))
        .hasMessageContaining("bulkEditItems[600].changes");
  }

  @Test
  void aHundredLevelsAreAllowedAndNoMore() {
    assertThat(ids(nested(100))).hasSize(100);
    assertThatThrownBy(() -> ids(nested(101)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("is nested deeper than the allowed 100 items");
  }

  private static String nested(int levels) {
    return levels == 1 ? item(1) : item(levels, nested(levels - 1));
  }

  @Test
  void aMistakeIsToldWithItsPath() {
    String place = "bulkEditPackage.bulkEditItems[0].children[1]";
    assertRefused(packageOf(item(1, item(2), "7")), place, place + " is 7; allowed is an object");
    assertRefused(packageOf(item(1, item(2), "{\"id\":9}")), place + ".changes", "is missing");
    assertRefused(
        packageOf(item(1, item(2), "{\"changes\":" + NOTE + "}")), place + ".id", "is missing");
    assertRefused(
        packageOf(item(1, item(2), item(6_000))), place + ".id", "the view has no item 6000");
    assertRefused(
        packageOf(item(1, item(2), "{\"id\":3,\"changes\":{\"9\":{}}}")),
        place + ".changes.9",
        "the view has no attribute 9");
    assertRefused(
        packageOf(item(1, item(2), "{\"id\":3,\"changes\":{\"02\":{}}}")),
        place + ".changes.02",
        "the view has no attribute 02");
    assertRefused(
        packageOf(item(1, item(2), "{\"id\":3,\"changes\":{\"9\":null}}")),
        place + ".changes.9",
        "the view has no attribute 9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'number','value':1} | val.type | is not the attribute's, text",
        "{'type':'text'} | val.value | is missing",
        "{'type':'text','value':null} | val.value | is missing",
        "{'type':'text','value':1} | val.value | is not a string",
        "{} | val.type | is missing",
        "7 | val | is 7; allowed is an object",
        "null | val | is missing",
      })
  void aValueThatDoesNotFitIsToldWithItsPath(String val, String path, String message) {
    String changes = "{\"2\":{\"new\":{\"val\":%s}}}".formatted(val.replace('\'', '"'));
    assertRefused(
        packageOf("{\"id\":1,\"changes\":%s}".formatted(changes)),
        "bulkEditPackage.bulkEditItems[0].changes.2.new." + path,
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | '' | The body is []; allowed is an object",
        "12345 | '' | The body is 12345; allowed is an object",
        "{} | bulkEditPackage | is missing",
        "{'bulkEditPackage':[]} | bulkEditPackage | is []; allowed is an object",
        "{'bulkEditPackage':null} | bulkEditPackage | allowed is an object",
        "{'bulkEditPackage':{}} | bulkEditPackage.bulkEditItems | is missing",
        "{'bulkEditPackage':{'bulkEditItems':{}}} | bulkEditPackage.bulkEditItems | allowed is an array",
        "{'bulkEditPackage':{'bulkEditItems':[1]}} | bulkEditPackage.bulkEditItems[0] | allowed is an object",
        "{'bulkEditPackage':{'bulkEditItems':[{'id':1,'children':3}]}} | bulkEditPackage.bulkEditItems[0].children | allowed is an array",
        "{'bulkEditPackage':{'bulkEditItems':[{'id':1,'changes':[]}]}} | bulkEditPackage.bulkEditItems[0].changes | allowed is an object",
        "{'bulkEditPackage':{'bulkEditItems':[{'id':'1','changes':{}}]}} | bulkEditPackage.bulkEditItems[0].id | allowed is a whole number",
        "{'bulkEditPackage':{'bulkEditItems':[{'id':1e400,'changes':{}}]}} | bulkEditPackage.bulkEditItems[0].id | allowed is a whole number",
      })
  void aBodyOfAnotherShapeIsRefused(String body, String param, String message) {
    assertRefused(body.replace('\'', '"'), param, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{'x':[1,2",
        "{'x':{'y':",
        "{'bulkEditPackage':{'x':{'y':1}",
        "{'bulkEditPackage':{'bulkEditItems':[",
        "{'bulkEditPackage':{'bulkEditItems':[{'id':1,'images':[",
        "{'bulkEditPackage':{'bulkEditItems':[{'id':1,'changes':{'2'",
        "{'bulkEditPackage':{'bulkEditItems':[]",
        "{'bulkEditPackage':{'bulkEditItems':[]}",
        "{'bulkEditPackage':{'bulkEditItems':[],'x':[",
        "{'bulkEditPackage':{'bulkEditItems':[]}} x",
        "{'bulkEditPackage':{'bulkEditItems':[]}}{}",
        "{'bulkEditPackage':{'bulkEditItems':[}]}}",
      })
  void whatIsNotWholeIsRefused(String body) {
    assertThatThrownBy(() -> read(body.replace('\'', '"')))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("The body is not well-formed JSON: ");
  }

  @Test
  void whatTheParserItselfRefusesIsInvalidInput() {
    for (String value :
        List.of("1".repeat(1_200), "1e99999999999", "[".repeat(5_000) + "]".repeat(5_000))) {
      for (String member : List.of("id", "changes", "name")) {
        if (!member.equals("name") || value.startsWith("[")) {
          assertThatThrownBy(() -> read(packageOf("{\"" + member + "\":" + value + "}")))
              .isInstanceOf(InvalidInput.class);
        }
      }
    }
  }
}
