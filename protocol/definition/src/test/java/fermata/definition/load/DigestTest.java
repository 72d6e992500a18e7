package fermata.definition.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.keys.KeyContext;
import fermata.definition.keys.NodeForm;
import fermata.definition.keys.PlacedTree;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the digest of a definition depends on: the example with every key in it. */
class DigestTest {

  private static final String TEXT = resource();
  private static final String DIGEST = digest(TEXT);

  /** What people read and runs do not. */
  private static final Set<String> FOR_PEOPLE = Set.of("description", "label");

  @Test
  void commentsAndEmptyLinesDoNotCount() {
    assertThat(digest("# one\n\n" + TEXT.replace("\nnodes:", " # two\n\n\nnodes:")))
        .isEqualTo(DIGEST);
  }

  @Test
  void lineEndsDoNotCount() {
    assertThat(digest(TEXT.replace("\n", "\r\n"))).isEqualTo(DIGEST);
  }

  @Test
  void quotesDoNotCount() {
    String quoted =
        TEXT.replace("recovery: ask", "\"recovery\": 'ask'")
            .replace("agent: refund-desk", "agent: \"refund\\u002ddesk\"");
    assertThat(quoted).isNotEqualTo(TEXT);
    assertThat(digest(quoted)).isEqualTo(DIGEST);
  }

  @Test
  void jsonOfTheSameIsTheSame() {
    YamlNode root = YamlParser.parse(new SourceText("x", TEXT)).value().root();
    assertThat(digest(YamlValues.toJson(root).toPrettyString())).isEqualTo(DIGEST);
  }

  @Test
  void theOrderOfKeysDoesNotCount() {
    String line = "recovery: ask\n";
    assertThat(digest(line + TEXT.replace(line, ""))).isEqualTo(DIGEST);
    assertThat(
            digest(TEXT.replace("cost_usd: 0.50, tokens: 50000", "tokens: 50000, cost_usd: 0.5")))
        .isEqualTo(DIGEST);
    assertThat(digest(TEXT.replace("{currency: EUR, limit: 100}", "{limit: 100, currency: EUR}")))
        .isEqualTo(DIGEST);
  }

  @Test
  void theOrderOfNodesAndWaysCounts() {
    String pay = "  - {from: confirm, to: third, default: true}\n";
    String other = "  - {from: confirm, to: second, on: timeout}\n";
    assertThat(digest(TEXT.replace(pay + other, other + pay))).isNotEqualTo(DIGEST);
    assertThat(digest("agent: x\nnodes: {a: {set: {n: 1}, next: []}, b: {set: {n: 1}, next: []}}"))
        .isNotEqualTo(
            digest("agent: x\nnodes: {b: {set: {n: 1}, next: []}, a: {set: {n: 1}, next: []}}"));
  }

  @Test
  void shorthandsAreWhatTheyStandFor() {
    assertThat(digest(TEXT.replace("    kind: llm\n", ""))).isEqualTo(DIGEST);
    assertThat(digest("agent: x\nnodes: {a: {set: {n: 1}, next: b}, b: {set: {n: 2}}}"))
        .isEqualTo(
            digest(
                "agent: x\nnodes: {a: {set: {n: 1}}, b: {set: {n: 2}}}\nedges: [{from: a, to: b}]"))
        .isEqualTo(digest("agent: x\nnodes: {a: {set: {n: 1}}, b: {set: {n: 2}}}"));
  }

  @Test
  void spacesInExpressionsDoNotCount() {
    assertThat(digest(TEXT.replace("args.amount < 10.0", "args.amount<10.0"))).isEqualTo(DIGEST);
  }

  @Test
  void whatStandsInPromptFilesCounts() {
    assertThat(digest(TEXT, "Be kind.")).isNotEqualTo(digest(TEXT, "Be strict."));
  }

  @Test
  void wordsForPeopleAndOwnKeysDoNotCount() {
    String changed =
        TEXT.replace("Decides refund requests.", "Something else.")
            .replace("Reads the request.", "Something else.")
            .replace("label: approved", "label: fine")
            .replace("x-team: support", "x-team: sales");
    assertThat(digest(changed)).isEqualTo(DIGEST);
  }

  @Test
  void everyOtherValueCounts() {
    var without = new ArrayList<String>();
    YamlNode root = YamlParser.parse(new SourceText("x", TEXT)).value().root();
    for (PlacedValue value : PlacedTree.of(root, KeyContext.AGENT).values()) {
      if (value.node() instanceof YamlNode.Scalar scalar && !isForPeople(value)) {
        Optional<String> changed = changed(value.shape(), scalar);
        if (changed.isPresent() && digest(with(scalar.span(), changed.get())).equals(DIGEST)) {
          without.add(value.pointer());
        }
      }
    }
    assertThat(without).isEmpty();
  }

  /** The descriptions of schemas are read by models. */
  private static boolean isForPeople(PlacedValue value) {
    return value.key() != null
        && FOR_PEOPLE.contains(value.key().name())
        && !value.context().isSchema();
  }

  private static String with(Span span, String text) {
    return TEXT.substring(0, span.start()) + text + TEXT.substring(span.end());
  }

  /** {@return another value of the same form, where there is one} */
  private static Optional<String> changed(Shape shape, YamlNode.Scalar scalar) {
    if (shape instanceof Shape.Choice(var options)) {
      return options.stream()
          .filter(option -> !option.word().equals(scalar.text()))
          .map(Shape.Option::word)
          .findFirst();
    }
    if (shape instanceof Shape.Text(var form) && form == TextForm.NODE_REFERENCE) {
      return Optional.of(scalar.text().equals("note") ? "second" : "note");
    }
    if (shape instanceof Shape.Text(var form)
        && (form == TextForm.FILE || form == TextForm.INCLUDE)) {
      // What stands in the file counts, not what it is called.
      return Optional.empty();
    }
    return switch (NodeForm.of(scalar)) {
      case INTEGER, DECIMAL -> Optional.of(scalar.text() + "1");
      case FLAG -> Optional.of(scalar.text().equals("true") ? "false" : "true");
      case TEXT -> Optional.of("'" + scalar.text().replace("'", "''") + "x'");
      case MAPPING, SEQUENCE, NULL, ABSENT -> Optional.empty();
    };
  }

  private static String digest(String text) {
    return digest(text, "Be kind.");
  }

  private static String digest(String text, String prompt) {
    PromptFiles files = path -> Optional.of(new SourceText(path, prompt));
    LoadedAgent loaded = AgentLoader.load(new SourceText("x", text), files, ToolKnowledge.NONE);
    return Objects.requireNonNull(loaded.definition()).digest();
  }

  private static String resource() {
    try (InputStream in =
        Objects.requireNonNull(
            DigestTest.class.getResourceAsStream("/document/all-keys.agent.yaml"))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
