package fermata.definition.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The look at the usual keywords says what the library says, wherever it says something. */
class PlainFitTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> VALUES =
      List.of(
          "\"\"",
          "\"a\"",
          "\"abc\"",
          "\"\\ud83d\\ude00\"",
          "0",
          "1",
          "1.0",
          "2.5",
          "-3",
          "1e30",
          "123456789012345678901",
          "true",
          "false",
          "null",
          "[]",
          "[1]",
          "[\"a\", \"b\"]",
          "[1, \"a\", null]",
          "[[]]",
          "{}",
          "{\"a\": 1}",
          "{\"a\": \"x\", \"b\": [1]}",
          "{\"c\": {\"a\": 1}}");

  private static final List<String> KEYWORDS =
      List.of(
          "\"type\": \"string\"",
          "\"type\": \"integer\"",
          "\"type\": \"number\"",
          "\"type\": \"boolean\"",
          "\"type\": \"array\"",
          "\"type\": \"object\"",
          "\"type\": \"null\"",
          "\"type\": [\"string\", \"null\"]",
          "\"enum\": [\"a\", 1, true, null]",
          "\"enum\": [1.0, [1]]",
          "\"const\": 1",
          "\"minLength\": 1",
          "\"maxLength\": 1",
          "\"minimum\": 1",
          "\"maximum\": 1",
          "\"minimum\": 0.5",
          "\"exclusiveMinimum\": 1",
          "\"minItems\": 1",
          "\"maxItems\": 1",
          "\"uniqueItems\": true",
          "\"items\": {\"type\": \"string\"}",
          "\"items\": false",
          "\"prefixItems\": [{\"type\": \"null\"}]",
          "\"properties\": {\"a\": {\"type\": \"integer\"}}",
          "\"properties\": {\"a\": {\"minLength\": 1}, \"b\": {\"maxItems\": 0}}",
          "\"required\": [\"a\"]",
          "\"additionalProperties\": false",
          "\"additionalProperties\": {\"type\": \"string\"}",
          "\"patternProperties\": {\"b\": {}}",
          "\"oneOf\": [{\"type\": \"string\"}, {\"type\": \"array\", \"items\": {\"type\": \"string\"}}]",
          "\"oneOf\": [{\"minLength\": 1}, {\"type\": \"number\"}]",
          "\"anyOf\": [{\"const\": 1}, {\"type\": \"object\"}]",
          "\"not\": {\"type\": \"string\"}",
          "\"format\": \"date\"",
          "\"description\": \"x\", \"default\": 1");

  @Test
  void isOfOneMindWithTheLibrary() throws JsonProcessingException {
    var values = new ArrayList<JsonNode>();
    for (String value : VALUES) {
      values.add(JSON.readTree(value));
    }
    int sure = 0;
    for (int first = 0; first < KEYWORDS.size(); first++) {
      for (int second = 0; second <= first; second++) {
        JsonNode schema =
            JSON.readTree("{" + KEYWORDS.get(first) + ", " + KEYWORDS.get(second) + "}");
        for (JsonNode value : values) {
          sure += compare(schema, value);
        }
      }
    }
    assertThat(sure).isGreaterThan(5_000);
  }

  private static int compare(JsonNode schema, JsonNode value) {
    PlainFit fit = PlainFit.of(schema, value);
    if (fit == PlainFit.UNSURE) {
      return 0;
    }
    boolean fits = SchemaValidator.of(schema).validate(value).isEmpty();
    assertThat(fit == PlainFit.YES).as("%s of %s", value, schema).isEqualTo(fits);
    return 1;
  }

  @Test
  void leavesToTheLibraryWhatIsDeep() throws JsonProcessingException {
    String schema = "{\"items\": ".repeat(20) + "{}" + "}".repeat(20);
    String value = "[".repeat(20) + "]".repeat(20);
    assertThat(PlainFit.of(JSON.readTree(schema), JSON.readTree(value))).isEqualTo(PlainFit.UNSURE);
    assertThat(PlainFit.of(JSON.readTree("true"), JSON.readTree("1"))).isEqualTo(PlainFit.UNSURE);
  }
}
