package org.jobscribe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jobscribe.json.JsonText;
import org.jobscribe.problem.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyNodeTest {

  private static BodyNode body(String json) {
    return BodyNode.root(JsonText.readObject(json.replace('\'', '"')));
  }

  private static void assertRefused(Runnable reading, String param, String message) {
    assertThatThrownBy(reading::run)
        .isInstanceOf(InvalidInput.class)
        .hasMessage(message)
        .satisfies(
            e ->
                assertThat(((InvalidInput) e).violations().get(0))
                    .hasFieldOrPropertyWithValue("location", "body")
                    .hasFieldOrPropertyWithValue("param", param));
  }

  @Test
  void aPathLeadsToTheValue() {
    BodyNode id =
        body("{'clauses':[{},{'attribute':{'id':7}}]}")
            .get("clauses")
            .elements()
            .get(1)
            .get("attribute")
            .get("id");
    assertThat(id.path()).isEqualTo("clauses[1].attribute.id");
    assertThat(id.id()).isEqualTo(7);
  }

  @Test
  void aMissingMemberAndANullAreTheSame() {
    assertThat(body("{'a':null}").find("a")).isEmpty();
    assertThat(body("{}").find("a")).isEmpty();
    assertRefused(() -> body("{'a':null}").get("a"), "a", "a is missing");
    assertRefused(() -> body("{'a':{}}").get("a").get("b"), "a.b", "a.b is missing");
  }

  @Test
  void anotherTypeIsTold() {
    assertRefused(() -> body("{'a':[1]}").get("a").object(), "a", "a is [1]; allowed is an object");
    assertRefused(() -> body("{'a':{}}").get("a").elements(), "a", "a is {}; allowed is an array");
    assertRefused(
        () -> body("{'a':true}").get("a").text(5),
        "a",
        "a is true; allowed is a string of at most 5 characters,"
            + " without U+0000 and halves of characters");
    assertRefused(() -> body("{'a':7}").get("a").find("b"), "a", "a is 7; allowed is an object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "1.5",
        "'1'",
        "9007199254740992",
        "1e16",
        "1e400",
        "1e2147483647",
        "-1e2147483647",
        "1e-2147483647",
        "111111111111111111111",
        "true",
        "[]"
      })
  void whatIsNoIdIsRefused(String id) {
    assertThatThrownBy(() -> body("{'id':" + id + "}").get("id").id())
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("id is ")
        .hasMessageEndingWith("; allowed is a whole number from 1 to 9007199254740991");
  }

  @Test
  void anIdMayBeWrittenAsJsonAllows() {
    assertThat(body("{'id':9007199254740991}").get("id").id()).isEqualTo(9007199254740991L);
    assertThat(body("{'id':1e3}").get("id").id()).isEqualTo(1_000);
  }

  @Test
  void textHasItsLimit() {
    assertThat(body("{'a':'12345'}").get("a").text(5)).isEqualTo("12345");
    assertThat(body("{'a':''}").get("a").text(5)).isEmpty();
    assertThatThrownBy(() -> body("{'a':'123456'}").get("a").text(5))
        .hasMessageContaining("a is \"123456\"");
  }

  @Test
  void textThatADatabaseCannotKeepIsRefused() {
    for (String character : new String[] {"\\u0000", "\\ud83d", "\\ude00", "\\ude00\\ud83d"}) {
      assertThatThrownBy(() -> body("{'a':'x" + character + "'}").get("a").text(5))
          .isInstanceOf(InvalidInput.class);
    }
    assertThat(body("{'a':'\\ud83d\\ude00'}").get("a").text(5)).isEqualTo("😀");
  }

  @Test
  void longValuesAreCut() {
    String value = "x".repeat(5_000);
    assertThatThrownBy(() -> body("{'a':'" + value + "'}").get("a").id())
        .satisfies(
            e -> {
              assertThat(e.getMessage()).hasSizeLessThan(200).contains("xxx…; allowed");
              assertThat(((InvalidInput) e).violations().get(0).value()).hasSizeLessThan(210);
            });
  }
}
