package fermata.definition.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.definition.schema.SchemaValidator.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaPatternTest {

  private static final Duration AMPLE = Duration.ofSeconds(10);

  private static ObjectNode pattern(String pattern) {
    return JsonNodeFactory.instance.objectNode().put("pattern", pattern);
  }

  private static List<String> keywords(JsonNode schema, JsonNode value) {
    return SchemaValidator.of(schema).validate(value).stream().map(Violation::keyword).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]$"})
  void aPatternThatMakesOtherEnginesBacktrackIsMatchedAtOnce(String evil) {
    var value = TextNode.valueOf(("a".repeat(5_000) + "x".repeat(5_000)) + "!");

    assertThat(Assertions.assertTimeoutPreemptively(AMPLE, () -> keywords(pattern(evil), value)))
        .containsExactly("pattern");
  }

  @Test
  void soIsOneOfTheNamesOfMembers() {
    var schema = JsonNodeFactory.instance.objectNode().put("additionalProperties", false);
    schema.putObject("patternProperties").putObject("^(a+)+$");
    var value = JsonNodeFactory.instance.objectNode().put("a".repeat(5_000) + "!", 1);

    assertThat(Assertions.assertTimeoutPreemptively(AMPLE, () -> keywords(schema, value)))
        .containsExactly("additionalProperties");
  }

  @Test
  void aPatternMatchesAnyPieceOfAText() {
    assertThat(keywords(pattern("b+"), TextNode.valueOf("abbc"))).isEmpty();
    assertThat(keywords(pattern("^b+$"), TextNode.valueOf("abbc"))).containsExactly("pattern");
    assertThat(keywords(pattern("^\\p{L}{2}$"), TextNode.valueOf("éß"))).isEmpty();
  }

  @Test
  void aTextTooLongForItsPatternDoesNotMatch() {
    var schema = pattern("(a?){1000}");
    var text = TextNode.valueOf("a".repeat((int) (SchemaPattern.TRIES_MAX / 1_000)));

    assertThat(Assertions.assertTimeoutPreemptively(AMPLE, () -> keywords(schema, text)))
        .containsExactly("pattern");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?=a)", "(a)\\1", "[a", "a{2000}", "((a{0,100}){100}){100}"})
  void aPatternThatCannotBeMatchedSoMakesTheSchemaUnsound(String source) {
    assertThat(SchemaValidator.faultsOf(pattern(source)))
        .extracting(Violation::keyword)
        .containsExactly("pattern");
    assertThatCode(() -> SchemaValidator.of(pattern(source)).validate(TextNode.valueOf("a")))
        .doesNotThrowAnyException();
  }
}
