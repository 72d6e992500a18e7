package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and requests that have brought other language servers down, or made them say nonsense. */
class LspScenariosTest {

  private static final String URI = "untitled:a.agent.yaml";
  private static final List<String> READS =
      List.of("hover", "completion", "definition", "documentHighlight", "prepareRename");

  private final FakeEditor editor = new FakeEditor();

  @BeforeEach
  void initialize() {
    editor.initialize("{}");
  }

  @AfterEach
  void close() {
    editor.close();
  }

  @Test
  void anAnchorWithinItselfLeavesEverythingAnswered() {
    editor.open(URI, 1, "agent: a\nnodes: &a {n0: *a}\n");
    assertThat(editor.diagnostics(URI, 1)).isNotEmpty();
    answersEverything(1, 16);
  }

  @Test
  void tenThousandBracketsAreAProblemAndNoMore() {
    editor.open(URI, 1, "agent: a\nnodes: " + "[".repeat(10_000));
    assertThat(editor.diagnostics(URI, 1)).isNotEmpty();
    answersEverything(1, 9_000);
    editor.open("untitled:b.agent.yaml", 1, "agent: b\n");
    assertThat(editor.diagnostics("untitled:b.agent.yaml", 1)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing\n",
        "\uFEFF",
        "---\n---\nagent: a\n---\n",
        "agent: a\u0000\n",
        "agent: \uD83D\n",
        "agent: a\nnodes: {a: {set: {n: 1}}}\u2028",
      })
  void oddTextsAreAnswered(String text) {
    editor.open(URI, 1, text);
    assertThat(editor.diagnostics(URI, 1)).isNotNull();
    answersEverything(0, 1);
  }

  @Test
  void aQuoteThatIsNotClosedLeavesTheOtherNodesKnown() {
    editor.open(
        URI,
        1,
        "agent: a\nnodes:\n  a:\n    prompt: \"Say\n  b:\n    set: {n: 1}\n  c:\n    set: {n: 2}\n    \n");
    JsonArray symbols = result("documentSymbol", "").getAsJsonArray();
    assertThat(symbols.toString()).contains("\"b\"", "\"c\"");
    assertThat(labels(8, 4)).contains("next", "when");
    List<JsonElement> syntax =
        editor.diagnostics(URI, 1).asList().stream()
            .filter(one -> one.getAsJsonObject().get("code").getAsString().startsWith("F10"))
            .toList();
    assertThat(syntax).hasSize(1);
    assertThat(syntax.getFirst().toString()).contains("\"line\":3");
  }

  @Test
  void theMarksOfAMergeAreFewProblemsAndBothSidesAreKnown() {
    editor.open(
        URI,
        1,
        """
        agent: a
        nodes:
        <<<<<<< ours
          mine: {set: {n: 1}}
        =======
          yours: {set: {n: 2}}
        >>>>>>> theirs
        """);
    assertThat(editor.diagnostics(URI, 1)).hasSizeLessThanOrEqualTo(3);
    assertThat(result("documentSymbol", "").toString())
        .contains("\"mine\"", "\"yours\"", "\"line\":5");
    assertThat(result("documentSymbol", "").toString().split("\"name\"", -1)).hasSize(6);
  }

  @Test
  void aHalfTypedKeyIsReplacedAndNothingElse() {
    String text = "agent: a\nnodes:\n  a:\n    pro\n    next: b\n  b: {set: {n: 1}}\n";
    editor.open(URI, 1, text);
    JsonObject item =
        items(3, 7).stream()
            .filter(one -> one.get("label").getAsString().equals("prompt"))
            .findFirst()
            .orElseThrow();
    assertThat(item.getAsJsonObject("textEdit").get("range").toString())
        .isEqualTo("{\"start\":{\"line\":3,\"character\":4},\"end\":{\"line\":3,\"character\":7}}");
  }

  @Test
  void onlyNodesAreOfferedAsTheEndOfAnEdge() {
    editor.open(
        URI,
        1,
        "agent: a\nnodes:\n  a: {set: {n: 1}}\n  'null': {set: {n: 1}}\nedges:\n  - {from: a, to: }\n");
    assertThat(labels(5, 18)).contains("null").doesNotContain("prompt");
    assertThat(
            items(5, 18).stream()
                .filter(one -> one.get("label").getAsString().equals("null"))
                .map(one -> one.getAsJsonObject("textEdit").get("newText").getAsString()))
        .as("without quotes it is no name")
        .containsAnyOf("\"null\"", "'null'");
  }

  @Test
  void aRequestThatIsCancelledSaysSo() {
    String large = "agent: a\nnodes:\n" + node("  n%d: {set: {n: 1}, next: n0}\n", 12_000);
    editor.open(URI, 1, large);
    int id =
        editor.send(
            "textDocument/references",
            "{\"textDocument\":{\"uri\":\"%s\"},\"position\":{\"line\":2,\"character\":3},"
                    .formatted(URI)
                + "\"context\":{\"includeDeclaration\":true}}");
    editor.notify("$/cancelRequest", "{\"id\":" + id + "}");
    JsonObject reply =
        editor.await(
            message -> !message.has("method") && message.get("id").toString().equals("" + id));
    assertThat(reply.getAsJsonObject("error").get("code").getAsInt()).isEqualTo(-32800);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///c%3A/x.agent.yaml",
        "file:///C:/x.agent.yaml",
        "file:///w/with%20a%20space/%23/a.agent.yaml",
        "file:///w/%C3%A4/%F0%9F%98%80.agent.yaml",
        "untitled:Untitled-1.agent.yaml",
        "git:/w/a.agent.yaml?ref=HEAD",
      })
  void anyFormOfAddressIsADocument(String uri) {
    editor.open(uri, 1, "agent: a\nnodes: {a: {set: {n: 1}}}\n");
    assertThat(editor.diagnostics(uri, 1)).isEmpty();
  }

  private static String node(String form, int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(form.formatted(i));
    }
    return text.toString();
  }

  private void answersEverything(int line, int column) {
    String place = ",\"position\":{\"line\":%d,\"character\":%d}".formatted(line, column);
    for (String method : READS) {
      JsonObject reply =
          editor.request(
              "textDocument/" + method,
              "{\"textDocument\":{\"uri\":\"" + URI + "\"}" + place + "}");
      // A word that cannot be renamed is refused with its reason.
      boolean isRefused = reply.has("error") && reply.toString().contains("-32803");
      assertThat(reply.has("result") || isRefused).as("%s: %s", method, reply).isTrue();
    }
    for (String method : List.of("documentSymbol", "foldingRange", "semanticTokens/full")) {
      assertThat(result(method, "")).isNotNull();
    }
  }

  private List<String> labels(int line, int column) {
    return items(line, column).stream().map(one -> one.get("label").getAsString()).toList();
  }

  private List<JsonObject> items(int line, int column) {
    String place = ",\"position\":{\"line\":%d,\"character\":%d}".formatted(line, column);
    return result("completion", place).getAsJsonObject().getAsJsonArray("items").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private JsonElement result(String method, String more) {
    JsonObject reply =
        editor.request(
            "textDocument/" + method, "{\"textDocument\":{\"uri\":\"" + URI + "\"}" + more + "}");
    assertThat(reply.has("result")).as("%s", reply).isTrue();
    return reply.get("result");
  }
}
