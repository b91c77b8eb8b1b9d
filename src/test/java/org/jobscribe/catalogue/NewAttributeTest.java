package org.jobscribe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jobscribe.catalogue.value.AttributeType;
import org.jobscribe.catalogue.value.Option;
import org.jobscribe.json.JsonText;
import org.jobscribe.problem.InvalidInput;
import org.jobscribe.web.BodyNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewAttributeTest {

  private static NewAttribute read(String body) {
    return NewAttribute.of(BodyNode.root(JsonText.readObject(body.replace('\'', '"'))));
  }

  @Test
  void theLeastIsANameAndAType() {
    NewAttribute attribute = read("{'name':'note','type':'text'}");
    assertThat(attribute.name()).isEqualTo("note");
    assertThat(attribute.description()).isEmpty();
    assertThat(attribute.valueFormat().type()).isEqualTo(AttributeType.TEXT);
    assertThat(attribute.valueFormat().format()).isNull();
  }

  @Test
  void optionsAreReadForBothKindsOfSelect() {
    assertThat(
            read("{'name':'c','type':'select','options':[{'key':'r','label':'Red'}]}")
                .valueFormat()
                .options())
        .containsExactly(new Option("r", null, "Red"));
    assertThat(
            read("{'name':'c','type':'doubleselect','options':[{'key1':'a','key2':'b','label':'C'}]}")
                .valueFormat()
                .options())
        .containsExactly(new Option("a", "b", "C"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | type is missing",
        "{'type':'text'} | name is missing",
        "{'type':'text','name':' '} | name is \" \"; allowed is a name that is not blank",
        "{'type':'text','name':7} | name is 7; allowed is a string of at most 200 characters",
        "{'type':'colour','name':'a'} | 'colour' is not one of string, text, number",
        "{'type':'Text','name':'a'} | 'Text' is not one of",
        "{'type':'text','name':'a','description':[]} | description is []; allowed is a string",
        "{'type':'text','name':'a','format':'0.0'} | a text attribute has no format",
        "{'type':'date','name':'a','format':'YY'} | is not a date format; allowed are",
        "{'type':'text','name':'a','options':[{'key':'a','label':'A'}]} | only select and doubleselect attributes have options",
        "{'type':'select','name':'a','options':{}} | options is {}; allowed is an array",
        "{'type':'select','name':'a','options':[{'key':'a'}]} | options[0].label is missing",
        "{'type':'select','name':'a','options':[{'key':'a','label':' '}]} | options[0].label is \" \"; allowed is a label that is not blank",
        "{'type':'select','name':'a','options':[{'key':' ','label':'A'}]} | is not a key",
        "{'type':'select','name':'a','options':[{'label':'A'}]} | options[0].key1 is missing",
        "{'type':'select','name':'a','options':[{'key1':'a','key2':'b','label':'A'}]} | is not an option of a select",
        "{'type':'doubleselect','name':'a','options':[{'key':'a','label':'A'}]} | is not an option of a doubleselect",
        "{'type':'select','name':'a','options':[{'key':'a','label':'A'},{'key':'a','label':'B'}]} | is there twice",
      })
  void whatIsNotAllowedIsTold(String body, String message) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message);
  }

  private static String json(Attribute attribute) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonText.generator(out)) {
      CatalogueDocument.write(json, attribute);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anAttributeIsWrittenAsTheContractSays() {
    assertThat(
            json(
                CatalogueSamples.attribute(
                    9,
                    "born",
                    read("{'name':'a','type':'date','format':'D.M.YYYY'}").valueFormat())))
        .isEqualTo(
            "{\"id\":9,\"name\":\"born\",\"description\":\"\",\"type\":\"date\",\"format\":\"D.M.YYYY\"}");
    assertThat(json(CatalogueSamples.attributes().find("colour").orElseThrow()))
        .endsWith(
            "\"type\":\"select\",\"options\":[{\"key\":\"r\",\"label\":\"Red\"},{\"key\":\"g\",\"label\":\"Green\"}]}");
  }
}
