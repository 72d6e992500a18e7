package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import fermata.wire.discovery.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completion, hover and the ways through a file, as editors of different abilities get them. */
class LspAssistTest {

  private static final String URI = "untitled:a.agent.yaml";
  private static final String ABLE =
      """
      {"general":{"positionEncodings":["utf-16"]},
       "textDocument":{"completion":{"completionItem":{"snippetSupport":true,
         "documentationFormat":["markdown"],"insertTextModeSupport":{"valueSet":[1,2]}}},
        "hover":{"contentFormat":["markdown"]}}}\
      """;

  @TempDir Path folder;
  private final FakeEditor editor = new FakeEditor();

  @AfterEach
  void close() {
    editor.close();
  }

  @Test
  void namesTheVersionOfTheRelease() {
    JsonObject reply = editor.request("initialize", "{\"capabilities\":{}}");
    assertThat(reply.toString())
        .contains("\"version\":\"" + Build.current(Map.of()).version() + "\"");
  }

  @Test
  void countsAByteOrderMarkOnTheFirstLineOnly() {
    editor.initialize(ABLE);
    editor.open(URI, 1, "\uFEFFagent: a\nno\n");
    assertThat(editor.request("textDocument/completion", params(1, 2)).toString())
        .contains(
            "\"range\":{\"start\":{\"line\":1,\"character\":0},\"end\":{\"line\":1,\"character\":2}}");
    assertThat(editor.request("textDocument/hover", params(0, 1)).toString())
        .contains(
            "\"range\":{\"start\":{\"line\":0,\"character\":1},\"end\":{\"line\":0,\"character\":6}}");
  }

  @Test
  void servesExactlyWhatItAdvertises() {
    JsonObject capabilities = editor.initialize("{}");
    Set<String> advertised = new TreeSet<>(capabilities.keySet());
    advertised.removeAll(
        Set.of(
            "textDocumentSync",
            "positionEncoding",
            "executeCommandProvider",
            "callHierarchyProvider",
            "semanticTokensProvider",
            "workspaceSymbolProvider"));
    assertThat(advertised)
        .containsExactly(
            "codeActionProvider",
            "completionProvider",
            "definitionProvider",
            "documentFormattingProvider",
            "documentHighlightProvider",
            "documentLinkProvider",
            "documentOnTypeFormattingProvider",
            "documentRangeFormattingProvider",
            "documentSymbolProvider",
            "foldingRangeProvider",
            "hoverProvider",
            "linkedEditingRangeProvider",
            "referencesProvider",
            "renameProvider",
            "selectionRangeProvider",
            "signatureHelpProvider");
    editor.open(URI, 1, "agent: a\n");
    for (String provider : advertised) {
      String method = "textDocument/" + method(provider);
      JsonObject reply = editor.request(method, params(0, 7));
      assertThat(reply.has("error")).as("%s: %s", method, reply).isFalse();
    }
    for (String other : Set.of("typeDefinition", "documentColor")) {
      JsonObject reply = editor.request("textDocument/" + other, params(0, 1));
      assertThat(reply.getAsJsonObject("error").get("code").getAsInt()).isEqualTo(-32601);
    }
  }

  private static String method(String provider) {
    return switch (provider) {
      case "documentFormattingProvider" -> "formatting";
      case "documentOnTypeFormattingProvider" -> "onTypeFormatting";
      case "documentRangeFormattingProvider" -> "rangeFormatting";
      default -> provider.replace("Provider", "");
    };
  }

  @Test
  void offersToIgnoreWhatIsNoError() {
    editor.initialize(ABLE);
    editor.open(
        URI, 1, "agent: a\nvariables:\n  x: 1\nnodes: {begin: {set: {n: 1}, next: bgein}}\n");
    JsonArray unused = actions(2, 2);
    assertThat(titles(unused)).containsExactly("Ignore F2009 here", "Ignore F2009 in this file");
    assertThat(edit(unused, 0))
        .isEqualTo(
            "{\"range\":{\"start\":{\"line\":2,\"character\":0},\"end\":{\"line\":2,\"character\":0}},\"newText\":\""
                + "  # fermata: ignore F2009\\n"
                + "\"}");
    assertThat(edit(unused, 1)).contains("\"line\":0", "# fermata: ignore-file F2009\\n");
    assertThat(titles(actions(3, 36))).isNotEmpty().noneMatch(title -> title.startsWith("Ignore"));
  }

  private JsonArray actions(int line, int character) {
    String place = "{\"line\":%d,\"character\":%d}".formatted(line, character);
    return editor
        .request(
            "textDocument/codeAction",
            """
            {"textDocument":{"uri":"%s"},"range":{"start":%s,"end":%s},"context":{"diagnostics":[]}}\
            """
                .formatted(URI, place, place))
        .getAsJsonArray("result");
  }

  private static List<String> titles(JsonArray actions) {
    return actions.asList().stream()
        .map(action -> action.getAsJsonObject().get("title").getAsString())
        .toList();
  }

  private static String edit(JsonArray actions, int index) {
    return actions
        .get(index)
        .getAsJsonObject()
        .getAsJsonObject("edit")
        .getAsJsonObject("changes")
        .getAsJsonArray(URI)
        .get(0)
        .toString();
  }

  @Test
  void completesWithSnippetsForAnEditorThatKnowsThem() {
    editor.initialize(ABLE);
    editor.open(URI, 1, "agent: a\nnodes:\n  a:\n    prompt: x\n    \n");
    JsonObject retry = item(complete(4, 4), "retry");
    assertThat(retry.getAsJsonObject("textEdit").get("newText").getAsString())
        .isEqualTo("retry:\n  attempts: $0");
    assertThat(retry.get("insertTextFormat").getAsInt()).isEqualTo(2);
    assertThat(retry.get("insertTextMode").getAsInt()).isEqualTo(2);
    assertThat(retry.getAsJsonObject("documentation").get("kind").getAsString())
        .isEqualTo("markdown");
    assertThat(newText(item(complete(4, 4), "when"))).isEqualTo("when: \\${{ $0 \\}\\}");
  }

  @Test
  void completesPlainTextForAnEditorThatCanDoNothing() {
    editor.initialize("{}");
    editor.open(URI, 1, "agent: a\nnodes:\n  a:\n    prompt: x\n    re\n");
    JsonArray items = complete(4, 6);
    JsonObject retry = item(items, "retry");
    assertThat(newText(retry)).isEqualTo("retry:");
    assertThat(retry.has("insertTextFormat")).isFalse();
    assertThat(retry.has("insertTextMode")).isFalse();
    assertThat(retry.get("documentation").isJsonPrimitive()).isTrue();
    assertThat(retry.getAsJsonObject("textEdit").getAsJsonObject("range").toString())
        .isEqualTo("{\"start\":{\"line\":4,\"character\":4},\"end\":{\"line\":4,\"character\":6}}");
    for (JsonElement item : items) {
      assertThat(newText(item.getAsJsonObject())).doesNotContain("$0", "\n");
    }
  }

  @Test
  void completesWhatWasTypedJustBefore() {
    editor.initialize("{}");
    editor.open(URI, 1, "agent: a\ninput: {topic: {type: string}}\nnodes: {a: {prompt: x}}\n");
    editor.notify(
        "textDocument/didChange",
        """
        {"textDocument":{"uri":"%s","version":2},"contentChanges":[
          {"range":{"start":{"line":2,"character":20},"end":{"line":2,"character":21}},
           "text":"\\"${{ input.\\""}]}\
        """
            .formatted(URI));
    assertThat(labels(complete(2, 31))).startsWith("topic");
  }

  @Test
  void countsColumnsInTheUnitsThatTheEditorKnows() {
    String text = "agent: a\nnodes:\n  a: {prompt: \"\uD83D\uDE00\", next: }\n";
    for (String encoding : new String[] {"utf-8", "utf-16", "utf-32"}) {
      try (var other = new FakeEditor()) {
        JsonObject capabilities =
            other.initialize("{\"general\":{\"positionEncodings\":[\"" + encoding + "\"]}}");
        assertThat(capabilities.get("positionEncoding").getAsString()).isEqualTo(encoding);
        other.open(URI, 1, text);
        int units = encoding.equals("utf-8") ? 4 : encoding.equals("utf-16") ? 2 : 1;
        int column = "  a: {prompt: \"".length() + units + "\", next: ".length();
        JsonObject reply = other.request("textDocument/completion", params(2, column));
        JsonArray items = reply.getAsJsonObject("result").getAsJsonArray("items");
        assertThat(items.get(0).getAsJsonObject().get("label").getAsString()).isEqualTo("a");
        JsonObject range =
            items.get(0).getAsJsonObject().getAsJsonObject("textEdit").getAsJsonObject("range");
        assertThat(range.getAsJsonObject("start").get("character").getAsInt()).isEqualTo(column);
      }
    }
  }

  @Test
  void saysWhatStandsAtAPlace() {
    editor.initialize(ABLE);
    editor.open(URI, 1, "agent: a\nnodes:\n  a: {tool: time.now}\n");
    JsonObject hover =
        editor.request("textDocument/hover", params(2, 14)).getAsJsonObject("result");
    assertThat(hover.getAsJsonObject("contents").get("kind").getAsString()).isEqualTo("markdown");
    assertThat(hover.getAsJsonObject("contents").get("value").getAsString())
        .contains("**time.now**", "Says what time it is.");
    assertThat(editor.request("textDocument/hover", params(0, 7)).has("error")).isFalse();
    assertThat(editor.request("textDocument/hover", params(2, 20)).get("result")).isNotNull();
  }

  @Test
  void leadsToTheCatalogueOfAToolAndToAPromptFile() throws IOException {
    Files.writeString(
        folder.resolve("own.tools.yaml"),
        "tools:\n  own.look:\n    description: Looks.\n    command: [\"true\"]\n");
    Files.writeString(folder.resolve("ask.md"), "Say it.\n");
    String uri = folder.resolve("a.agent.yaml").toUri().toString();
    editor.initialize("{}");
    editor.open(
        uri,
        1,
        "agent: a\nnodes:\n  a: {tool: own.look, next: b}\n  b: {prompt: {file: ask.md}}\n");
    assertThat(definition(uri, 2, 16).toString())
        .contains("own.tools.yaml", "\"line\":1,\"character\":2");
    assertThat(definition(uri, 2, 29).toString()).contains("\"line\":3,\"character\":2");
    assertThat(definition(uri, 3, 24).toString()).contains("ask.md");
    JsonObject reply =
        editor.request("textDocument/completion", LspRobustnessTest.position(uri, 2, 12));
    assertThat(labels(reply.getAsJsonObject("result").getAsJsonArray("items")))
        .contains("own.look");
  }

  private JsonArray definition(String uri, int line, int character) {
    return editor
        .request("textDocument/definition", LspRobustnessTest.position(uri, line, character))
        .getAsJsonArray("result");
  }

  private JsonArray complete(int line, int character) {
    return editor
        .request("textDocument/completion", params(line, character))
        .getAsJsonObject("result")
        .getAsJsonArray("items");
  }

  private static java.util.List<String> labels(JsonArray items) {
    return items.asList().stream()
        .map(item -> item.getAsJsonObject().get("label").getAsString())
        .toList();
  }

  private static JsonObject item(JsonArray items, String label) {
    return items.asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(item -> item.get("label").getAsString().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private static String newText(JsonObject item) {
    return item.getAsJsonObject("textEdit").get("newText").getAsString();
  }

  private static String params(int line, int character) {
    String place = "{\"line\":%d,\"character\":%d}".formatted(line, character);
    return """
    {"textDocument":{"uri":"%s"},"position":%s,"range":{"start":%s,"end":%s},
     "newName":"b","positions":[%s],"context":{"includeDeclaration":true,"diagnostics":[]}}\
    """
        .formatted(URI, place, place, place, place);
  }
}
