package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folds, selections, tokens, links, lenses, signatures and names of all documents. */
class LspViewsTest {

  private static final String URI = "untitled:a.agent.yaml";
  private static final String TEXT =
      "agent: a\nnodes:\n  look:\n    prompt: \"\uD83D\uDE00 ${{ size('a') }}\"\n  done: {prompt: x}\n";

  @TempDir Path folder;
  private final FakeEditor editor = new FakeEditor();

  @AfterEach
  void close() {
    editor.close();
  }

  @Test
  void foldsBlocks() {
    open(TEXT);
    assertThat(result("foldingRange", "").toString())
        .isEqualTo("[{\"startLine\":1,\"endLine\":4},{\"startLine\":2,\"endLine\":3}]");
  }

  @Test
  void growsSelections() {
    open(TEXT);
    JsonArray selections =
        result("selectionRange", ",\"positions\":[{\"line\":3,\"character\":23}]").getAsJsonArray();
    int count = 0;
    JsonElement selection = selections.get(0);
    while (selection != null) {
      count++;
      selection = selection.getAsJsonObject().get("parent");
    }
    assertThat(count).isGreaterThan(8);
    assertThat(selections.toString())
        .startsWith(
            "[{\"range\":{\"start\":{\"line\":3,\"character\":20},\"end\":{\"line\":3,\"character\":24}},");
  }

  @Test
  void tellsHowAFunctionIsCalled() {
    open(TEXT);
    JsonObject help =
        result("signatureHelp", ",\"position\":{\"line\":3,\"character\":25}").getAsJsonObject();
    JsonObject way = help.getAsJsonArray("signatures").get(0).getAsJsonObject();
    assertThat(way.get("label").getAsString()).isEqualTo("size(text: string): int");
    assertThat(way.getAsJsonArray("parameters").toString())
        .isEqualTo("[{\"label\":\"text: string\"}]");
    assertThat(help.get("activeParameter").getAsInt()).isZero();
  }

  @Test
  void sendsTheDifferenceOfTokens() {
    JsonObject capabilities = open(TEXT);
    assertThat(capabilities.getAsJsonObject("semanticTokensProvider").toString())
        .contains("\"delta\":true", "\"range\":true", "\"class\"");
    JsonObject before = result("semanticTokens/full", "").getAsJsonObject();
    editor.notify(
        "textDocument/didChange",
        """
        {"textDocument":{"uri":"%s","version":2},"contentChanges":[
          {"range":{"start":{"line":3,"character":25},"end":{"line":3,"character":28}},
           "text":"[1, 2]"}]}"""
            .formatted(URI));
    String since = ",\"previousResultId\":" + before.get("resultId");
    JsonObject delta = result("semanticTokens/full/delta", since).getAsJsonObject();
    JsonObject after = result("semanticTokens/full", "").getAsJsonObject();
    JsonObject edit = delta.getAsJsonArray("edits").get(0).getAsJsonObject();
    assertThat(edit.getAsJsonArray("data").size()).isLessThan(after.getAsJsonArray("data").size());
    assertThat(applied(numbers(before), edit)).isEqualTo(numbers(after));
    JsonObject unknown =
        result("semanticTokens/full/delta", ",\"previousResultId\":\"odd\"").getAsJsonObject();
    assertThat(numbers(unknown)).isEqualTo(numbers(after));
    assertThat(numbers(range(0, 9))).isEqualTo(numbers(after));
    assertThat(numbers(range(2, 3))).hasSize(5);
  }

  private JsonObject range(int start, int end) {
    String range =
        ",\"range\":{\"start\":{\"line\":%d,\"character\":0},\"end\":{\"line\":%d,\"character\":0}}"
            .formatted(start, end);
    return result("semanticTokens/range", range).getAsJsonObject();
  }

  private static List<Integer> numbers(JsonObject tokens) {
    return tokens.getAsJsonArray("data").asList().stream().map(JsonElement::getAsInt).toList();
  }

  private static List<Integer> applied(List<Integer> before, JsonObject edit) {
    var changed = new ArrayList<>(before);
    int start = edit.get("start").getAsInt();
    changed.subList(start, start + edit.get("deleteCount").getAsInt()).clear();
    List<Integer> data =
        edit.getAsJsonArray("data").asList().stream().map(JsonElement::getAsInt).toList();
    changed.addAll(start, data);
    return changed;
  }

  @Test
  void linksToTheFilesThatAreThere() throws IOException {
    Files.writeString(folder.resolve("ask.md"), "x");
    String uri = folder.resolve("a.agent.yaml").toUri().toString();
    editor.initialize("{}");
    editor.open(uri, 1, "agent: a\nnodes:\n  a: {prompt: {file: ask.md}, system: {file: no.md}}\n");
    JsonElement links =
        editor
            .request("textDocument/documentLink", "{\"textDocument\":{\"uri\":\"" + uri + "\"}}")
            .get("result");
    assertThat(links.getAsJsonArray()).hasSize(1);
    assertThat(links.toString()).contains("ask.md\"", "\"line\":2,\"character\":21");
  }

  @Test
  void offersToRunWhatNeedsNoInput() {
    JsonObject capabilities = editor.initialize("{\"textDocument\":{\"codeLens\":{}}}");
    assertThat(capabilities.has("codeLensProvider")).isTrue();
    editor.open(URI, 1, TEXT + "entries: {later: {node: done}}\n");
    JsonArray lenses = result("codeLens", "").getAsJsonArray();
    assertThat(lenses).hasSize(2);
    assertThat(lenses.get(0).getAsJsonObject().get("command").toString())
        .isEqualTo(
            "{\"title\":\"Run\",\"command\":\"fermata.run\",\"arguments\":[{\"uri\":\""
                + URI
                + "\"}]}");
    assertThat(lenses.get(1).toString()).contains("Run from 'later'", "\"entry\":\"later\"");
  }

  @Test
  void findsNamesInAllOpenDocuments() {
    open(TEXT);
    editor.open("untitled:b.agent.yaml", 1, "agent: b\nnodes: {overlook: {prompt: x}}\n");
    JsonArray found =
        editor.request("workspace/symbol", "{\"query\":\"LK\"}").getAsJsonArray("result");
    assertThat(found.asList())
        .extracting(symbol -> symbol.getAsJsonObject().get("name").getAsString())
        .containsExactly("look", "overlook");
    assertThat(found.get(1).toString())
        .contains("untitled:b.agent.yaml", "\"line\":1,\"character\":8");
  }

  private JsonObject open(String text) {
    JsonObject capabilities = editor.initialize("{}");
    editor.open(URI, 1, text);
    return capabilities;
  }

  private JsonElement result(String method, String more) {
    return editor
        .request(
            "textDocument/" + method, "{\"textDocument\":{\"uri\":\"" + URI + "\"}" + more + "}")
        .get("result");
  }
}
