package fermata.definition.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A word inside of a scalar is found again in the text, whatever the style of the scalar. */
class TextOriginsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: one WORD two",
        "a: one\n  two\n\n  three WORD",
        "a: 'it''s WORD'",
        "a: \"\\u00e9\\t\\\"WORD\\\"\"",
        "a: \"one\n\n   two WORD\"",
        "a: \"one \\\n   WORD\"",
        "a: \"\\U0001F600 WORD\"",
        "a: |\n  one\n\n    two\n  three WORD\n",
        "a: >-\n  one\n  two\n\n   more\n  WORD\n",
        "a: |2\n    WORD\n",
        "a: |+\r\n  one\r\n  WORD\r\n",
        "a: [x, one\n  WORD]",
        "- a\n- 😀 WORD",
        "a: &anchor !!str WORD"
      })
  void findsAWordOfTheValueInTheText(String text) {
    YamlNode root = YamlParser.parse(new SourceText("origins", text)).value().root();
    Scalar scalar = last(root);
    int inValue = scalar.text().indexOf("WORD");
    Span found = scalar.origins().sourceSpan(new Span(inValue, inValue + 4));
    assertThat(found).isEqualTo(new Span(text.indexOf("WORD"), text.indexOf("WORD") + 4));
    assertThat(scalar.origins().valueOffset(found.start() + 2)).isEqualTo(inValue + 2);
  }

  private static Scalar last(YamlNode node) {
    return switch (node) {
      case Mapping mapping -> last(mapping.entries().getLast().value());
      case YamlNode.Sequence sequence -> last(sequence.items().getLast());
      case Scalar scalar -> scalar;
      case YamlNode.Alias _, YamlNode.Absent _ -> throw new AssertionError(node);
    };
  }
}
