package org.jobscribe.bulkedit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jobscribe.catalogue.CatalogueSamples;
import org.jobscribe.json.JsonText;
import org.jobscribe.problem.InvalidInput;
import org.jobscribe.web.BodyNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClausesTest {

  private static final String CHANGE =
      "{'attribute':{'id':2},'itemValue':{'attributeId':2,'val':{'type':'text','value':'x'}}}";

  private static Clauses read(String body) {
    return Clauses.read(
        BodyNode.root(JsonText.readObject(body.replace('\'', '"'))), CatalogueSamples.attributes());
  }

  private static Clauses withWhen(String clause) {
    return read("{'changeClauses':[" + CHANGE + "],'whenClauses':[" + clause + "]}");
  }

  private static void assertRefused(Runnable reading, String param, String message) {
    assertThatThrownBy(reading::run)
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message)
        .satisfies(
            e -> assertThat(((InvalidInput) e).violations().get(0).param()).isEqualTo(param));
  }

  @Test
  void clausesAreRead() {
    Clauses clauses =
        withWhen(
            "{'attribute':{'id':3},'operator':'not gte','itemValue':{'val':{'type':'number','value':5}}},"
                + "{'attribute':{'id':2},'operator':'empty'}");
    assertThat(clauses.changes()).hasSize(1);
    assertThat(clauses.conditions())
        .extracting(when -> when.condition().operator().wireName())
        .containsExactly("not gte", "empty");
  }

  @Test
  void withoutConditionsAllItemsAreMeant() {
    assertThat(read("{'changeClauses':[" + CHANGE + "]}").conditions()).isEmpty();
    assertThat(read("{'changeClauses':[" + CHANGE + "],'whenClauses':null}").conditions())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | changeClauses | is missing",
        "{'changeClauses':{}} | changeClauses | allowed is an array",
        "{'changeClauses':[]} | changeClauses | at least one clause",
        "{'changeClauses':[7]} | changeClauses[0] | is 7; allowed is an object",
        "{'changeClauses':[{}]} | changeClauses[0].attribute | is missing",
        "{'changeClauses':[{'attribute':{}}]} | changeClauses[0].attribute.id | is missing",
        "{'changeClauses':[{'attribute':{'id':9}}]} | changeClauses[0].attribute.id | the view has no attribute 9",
        "{'changeClauses':[{'attribute':{'id':'2'}}]} | changeClauses[0].attribute.id | allowed is a whole number",
        "{'changeClauses':[{'attribute':{'id':2}}]} | changeClauses[0].itemValue | is missing",
        "{'changeClauses':[{'attribute':{'id':2},'itemValue':{}}]} | changeClauses[0].itemValue.val | is missing",
        "{'changeClauses':[{'attribute':{'id':2},'itemValue':{'attributeId':3,'val':{}}}]} | changeClauses[0].itemValue.attributeId | is 3; allowed is 2",
        "{'changeClauses':[{'attribute':{'id':2},'itemValue':{'val':{}}}]} | changeClauses[0].itemValue.val.type | is missing",
        "{'changeClauses':[{'attribute':{'id':5},'itemValue':{'val':{'type':'select','key':'b'}}}]} | changeClauses[0].itemValue.val.key | allowed are r, g",
      })
  void aChangeThatDoesNotFitIsToldWithItsPath(String body, String param, String message) {
    assertRefused(() -> read(body), param, message);
  }

  @Test
  void anAttributeIsChangedOnce() {
    assertRefused(
        () -> read("{'changeClauses':[" + CHANGE + "," + CHANGE + "]}"),
        "changeClauses[1]",
        "attribute 2 is changed twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'attribute':{'id':3}} | whenClauses[0].operator | is missing",
        "{'attribute':{'id':3},'operator':'like'} | whenClauses[0].operator | 'like' is not one of empty, eq, gt",
        "{'attribute':{'id':3},'operator':7} | whenClauses[0].operator | allowed is a string",
        "{'attribute':{'id':3},'operator':'eq'} | whenClauses[0] | is missing",
        "{'attribute':{'id':3},'operator':'eq','itemValue':{'val':7}} | whenClauses[0].itemValue.val | allowed is an object",
        "{'attribute':{'id':3},'operator':'eq','itemValue':{'val':{'type':'text','value':'x'}}} | whenClauses[0] | is not the attribute's, number",
        "{'attribute':{'id':2},'operator':'regexp','itemValue':{'val':{'type':'text','value':'('}}} | whenClauses[0] | is not a regular expression",
        "7 | whenClauses[0] | allowed is an object",
      })
  void aConditionThatDoesNotFitIsToldWithItsPath(String clause, String param, String message) {
    assertRefused(() -> withWhen(clause), param, message);
  }
}
