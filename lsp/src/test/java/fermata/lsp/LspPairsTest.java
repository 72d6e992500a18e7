package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names that are edited together, nodes before and after nodes, and all fixes at once. */
class LspPairsTest {

  private static final String MISTAKES =
      "../protocol/definition/src/test/fixtures/mistakes/twenty.agent.yaml";
  private static final String URI = "untitled:a.agent.yaml";

  /** Five nodes, one of which leads back to the first and to itself. */
  private static final String GRAPH =
      """
      agent: a
      limits: {steps: 20}
      nodes:
        first: {set: {n: 1}, next: [left, right]}
        left: {set: {n: 2}, next: last}
        right: {set: {n: 3}, next: last}
        last:
          set: {n: "${{ nodes.first.n }}"}
          next:
            - {to: first, when: "${{ output.n > 3 }}"}
            - {to: last, when: "${{ output.n > 2 }}"}
            - {to: done, default: true}
        done: {set: {n: 4}}
      """;

  private final FakeEditor editor = new FakeEditor();

  @AfterEach
  void close() {
    editor.close();
  }

  @Test
  void editsAllMentionsOfANameAsOne() {
    open(GRAPH);
    JsonObject linked = at("linkedEditingRange", 3, 3).getAsJsonObject();
    assertThat(linked.getAsJsonArray("ranges").asList())
        .extracting(range -> line(range, "start"))
        .containsExactly(3, 7, 9);
    assertThat("seçond".matches(linked.get("wordPattern").getAsString())).isFalse();
    assertThat("second".matches(linked.get("wordPattern").getAsString())).isTrue();
    assertThat(at("linkedEditingRange", 1, 2).isJsonNull()).as("a key of the language").isTrue();
  }

  @Test
  void knowsTheNodesBeforeAndAfterANode() {
    open(GRAPH);
    JsonElement item = at("prepareCallHierarchy", 6, 3).getAsJsonArray().get(0);
    assertThat(item.getAsJsonObject().get("name").getAsString()).isEqualTo("last");
    assertThat(calls("incomingCalls", "from", item)).containsExactly("left", "right", "last");
    assertThat(calls("outgoingCalls", "to", item)).containsExactly("first", "last", "done");
    assertThat(at("prepareCallHierarchy", 0, 8).isJsonNull()).isTrue();
  }

  private List<String> calls(String method, String end, JsonElement item) {
    return editor
        .request("callHierarchy/" + method, "{\"item\":" + item + "}")
        .getAsJsonArray("result")
        .asList()
        .stream()
        .map(JsonElement::getAsJsonObject)
        .peek(call -> assertThat(call.getAsJsonArray("fromRanges")).isNotEmpty())
        .map(call -> call.getAsJsonObject(end).get("name").getAsString())
        .toList();
  }

  @Test
  void fixesEverythingThatLeavesNothingToChooseAtOnce() throws IOException {
    open(Files.readString(Path.of(MISTAKES)));
    int before = editor.diagnostics(URI, 1).size();
    JsonArray actions = fixAll();
    assertThat(actions).hasSize(1);
    JsonObject edit =
        actions
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("edit")
            .getAsJsonObject("changes")
            .getAsJsonArray(URI)
            .get(0)
            .getAsJsonObject();
    editor.notify(
        "textDocument/didChange",
        "{\"textDocument\":{\"uri\":\"%s\",\"version\":2},\"contentChanges\":[%s]}"
            .formatted(URI, edit.toString().replace("newText", "text")));
    assertThat(editor.diagnostics(URI, 2)).hasSizeLessThan(before);
    assertThat(fixAll()).as("one pass is enough").isEmpty();
  }

  private JsonArray fixAll() {
    return editor
        .request(
            "textDocument/codeAction",
            """
            {"textDocument":{"uri":"%s"},
             "range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},
             "context":{"diagnostics":[],"only":["source.fixAll"]}}"""
                .formatted(URI))
        .getAsJsonArray("result");
  }

  private void open(String text) {
    JsonObject capabilities = editor.initialize("{}");
    assertThat(capabilities.get("callHierarchyProvider").getAsBoolean()).isTrue();
    assertThat(capabilities.get("linkedEditingRangeProvider").getAsBoolean()).isTrue();
    editor.open(URI, 1, text);
  }

  private JsonElement at(String method, int line, int column) {
    JsonObject reply =
        editor.request("textDocument/" + method, LspRobustnessTest.position(URI, line, column));
    assertThat(reply.has("result")).as("%s", reply).isTrue();
    return reply.get("result");
  }

  private static int line(JsonElement range, String end) {
    return range.getAsJsonObject().getAsJsonObject(end).get("line").getAsInt();
  }
}
