package fermata.definition.index;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlParser;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PlacesTest {

  private static final String TEXT =
      """
      agent: desk
      version:
      nodes:
        ask: {ask: Go on?, approve: true, next: "ask"}
        "a.b": {set: {n: 1}}
      """;

  private static Places places(String text) {
    return Places.of(values(text));
  }

  private static List<PlacedValue> values(String text) {
    return PlacedTree.of(
            YamlParser.parse(new SourceText("desk.agent.yaml", text)).value().root(),
            KeyContext.AGENT)
        .values();
  }

  private static String at(Places places, String pointer) {
    Span span = Objects.requireNonNull(places.find(pointer));
    return TEXT.substring(span.start(), span.end());
  }

  @Test
  void aPointerNamesTheValue() {
    Places places = places(TEXT);
    assertThat(at(places, "agent")).isEqualTo("desk");
    assertThat(at(places, "nodes.ask.ask")).isEqualTo("Go on?");
    assertThat(at(places, "nodes.ask.next")).isEqualTo("\"ask\"");
    assertThat(at(places, "nodes[\"a.b\"].set.n")).isEqualTo("1");
  }

  @Test
  void aValueThatIsMissingIsAtItsKey() {
    assertThat(at(places(TEXT), "version")).isEqualTo("version");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(places(TEXT).find("nodes.ask.asks")).isNull();
    assertThat(places(TEXT).has("nodes.ask")).isTrue();
    assertThat(places(TEXT).has("nodes.b")).isFalse();
    assertThat(Places.NONE.find("agent")).isNull();
    assertThat(Places.NONE.has("")).isFalse();
  }

  @Test
  void ofTwoValuesTheFirstCounts() {
    var text = "agent: one\nagent: two\nnodes: {}\n";
    Span span = Objects.requireNonNull(places(text).find("agent"));
    assertThat(text.substring(span.start(), span.end())).isEqualTo("one");
  }

  @Test
  void eachOfThousandsIsFoundAndSeenFromElsewhere() {
    var text = new StringBuilder("agent: long\nnodes:\n");
    for (int i = 0; i < 3_000; i++) {
      text.append("  n").append(i).append(": {set: {n: 1}}\n");
    }
    List<PlacedValue> values = values(text.toString());
    Places places = Places.of(values);
    Places moved = places.seen(span -> span.shift(5));
    assertThat(values).hasSizeGreaterThan(3_000);
    for (PlacedValue value : values) {
      assertThat(places.find(value.pointer())).isEqualTo(value.node().span());
      assertThat(moved.find(value.pointer())).isEqualTo(value.node().span().shift(5));
    }
  }
}
