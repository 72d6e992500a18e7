package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an editor that says so asks for later, and what one that does not is given at once. */
class LspLaterTest {

  private static final String URI = "untitled:a.agent.yaml";
  private static final String TEXT =
      """
      agent: a
      input: {topic: {type: string}}
      nodes:
        look:
          prompt: 'Say "${{ size( input.topic ) }}" of ${{ inputt.topic }}'
          next: done
        done: {set: {x: "${{ nodes.look.text }}"}, next: look}
      """;
  private static final String LAZY =
      """
      {"textDocument":{"completion":{"completionItem":{"resolveSupport":{"properties":
        ["documentation"]}},"completionList":{"itemDefaults":["editRange"]}},
        "codeAction":{"dataSupport":true,"resolveSupport":{"properties":["edit"]}},
        "codeLens":{},"inlineValue":{}}}""";

  private final FakeEditor editor = new FakeEditor();

  @AfterEach
  void close() {
    editor.close();
  }

  @Test
  void documentsTheCompletionThatIsLookedAt() {
    assertThat(open(LAZY).getAsJsonObject("completionProvider").get("resolveProvider"))
        .hasToString("true");
    JsonObject list = complete();
    assertThat(list.getAsJsonObject("itemDefaults").getAsJsonObject("editRange").has("start"))
        .isTrue();
    JsonObject item = item(list, "model");
    assertThat(item.keySet()).contains("data", "textEditText").doesNotContain("documentation");
    assertThat(item.has("textEdit")).isFalse();
    JsonObject whole = result("completionItem/resolve", item.toString());
    assertThat(whole.get("documentation").toString()).contains("model");
  }

  @Test
  void givesEverythingToAnEditorThatDoesNotAsk() {
    JsonObject capabilities = open("{}");
    assertThat(capabilities.getAsJsonObject("completionProvider").get("resolveProvider"))
        .hasToString("false");
    JsonObject item = item(complete(), "model");
    assertThat(item.keySet())
        .contains("documentation", "textEdit")
        .doesNotContain("data", "textEditText");
  }

  @Test
  void givesTheEditAtOnceToAnEditorThatDoesNotAsk() {
    open("{}");
    assertThat(fix().has("edit")).isTrue();
  }

  @Test
  void leavesACompletionThatItDoesNotKnowAsItIs() {
    open(LAZY);
    for (String data : new String[] {"\"99/1\"", "\"x\"", "\"1/-1\"", "{}", "null", "7"}) {
      JsonObject same = result("completionItem/resolve", "{\"label\":\"x\",\"data\":" + data + "}");
      assertThat(same.has("documentation")).as(data).isFalse();
      assertThat(same.get("label").getAsString()).isEqualTo("x");
    }
  }

  @Test
  void givesTheEditOfTheActionThatWasChosen() {
    assertThat(open(LAZY).getAsJsonObject("codeActionProvider").get("resolveProvider"))
        .hasToString("true");
    JsonObject fix = fix();
    assertThat(fix.has("edit")).isFalse();
    JsonObject whole = result("codeAction/resolve", fix.toString());
    assertThat(whole.get("edit").toString()).contains("\"newText\":\"input\"");
  }

  @Test
  void refusesTheEditOfATextThatHasChanged() {
    open(LAZY);
    JsonObject fix = fix();
    editor.notify(
        "textDocument/didChange",
        "{\"textDocument\":{\"uri\":\"%s\",\"version\":2},\"contentChanges\":[{\"text\":\"agent: b\"}]}"
            .formatted(URI));
    JsonObject refused = editor.request("codeAction/resolve", fix.toString());
    assertThat(refused.getAsJsonObject("error").get("code").getAsInt()).isEqualTo(-32801);
    JsonObject odd = result("codeAction/resolve", "{\"title\":\"x\",\"data\":{\"uri\":3}}");
    assertThat(odd.has("edit")).isFalse();
  }

  @Test
  void countsReferencesOfTheLensThatIsInSight() {
    JsonObject reply =
        editor.request(
            "initialize",
            "{\"capabilities\":%s,\"initializationOptions\":{\"references\":true}}"
                .formatted(LAZY));
    editor.notify("initialized", "{}");
    assertThat(reply.toString()).contains("\"codeLensProvider\":{\"resolveProvider\":true}");
    editor.open(URI, 1, TEXT);
    JsonArray lenses = lenses();
    assertThat(lenses).hasSize(3);
    JsonObject look = lenses.get(1).getAsJsonObject();
    assertThat(look.has("command")).isFalse();
    JsonObject command = result("codeLens/resolve", look.toString()).getAsJsonObject("command");
    assertThat(command.get("title").getAsString()).isEqualTo("2 references");
    assertThat(command.get("command").getAsString()).isEqualTo("fermata.showReferences");
    JsonObject shown = command.getAsJsonArray("arguments").get(0).getAsJsonObject();
    assertThat(shown.get("uri").getAsString()).isEqualTo(URI);
    assertThat(shown.getAsJsonArray("locations").toString()).contains("\"line\":6");
    JsonObject agent =
        result("codeLens/resolve", lenses.get(0).toString()).getAsJsonObject("command");
    assertThat(agent.get("title").getAsString()).isEqualTo("0 references");
    assertThat(agent.get("command").getAsString()).isEmpty();
  }

  @Test
  void countsNoReferencesForAnEditorThatCouldNotShowThem() {
    assertThat(open(LAZY).getAsJsonObject("codeLensProvider").get("resolveProvider"))
        .hasToString("false");
    assertThat(lenses()).isEmpty();
    JsonObject own = result("codeLens/resolve", "{\"range\":%s,\"data\":{}}".formatted(range(0)));
    assertThat(own.has("command")).isFalse();
  }

  @Test
  void namesTheExpressionsOfTheNodeWhereADebuggerStands() {
    assertThat(open(LAZY).get("inlineValueProvider")).hasToString("true");
    String place = ",\"context\":{\"frameId\":1,\"stoppedLocation\":" + range(3) + "}}";
    JsonElement values =
        editor
            .request(
                "textDocument/inlineValue",
                "{\"textDocument\":{\"uri\":\"%s\"},\"range\":%s".formatted(URI, wide()) + place)
            .get("result");
    assertThat(values)
        .isEqualTo(
            JsonParser.parseString(
                """
                [{"range":{"start":{"line":4,"character":22},"end":{"line":4,"character":41}},
                  "expression":"size( input.topic )"},
                 {"range":{"start":{"line":4,"character":53},"end":{"line":4,"character":65}},
                  "expression":"inputt.topic"}]"""));
    String last = ",\"context\":{\"frameId\":1,\"stoppedLocation\":" + range(6) + "}}";
    assertThat(
            editor
                .request(
                    "textDocument/inlineValue",
                    "{\"textDocument\":{\"uri\":\"%s\"},\"range\":%s".formatted(URI, wide()) + last)
                .toString())
        .contains("nodes.look.text")
        .doesNotContain("inputt");
  }

  private static String range(int line) {
    return "{\"start\":{\"line\":%d,\"character\":0},\"end\":{\"line\":%d,\"character\":0}}"
        .formatted(line, line);
  }

  private static String wide() {
    return "{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":99,\"character\":0}}";
  }

  private JsonObject open(String capabilities) {
    JsonObject found = editor.initialize(capabilities);
    editor.open(URI, 1, TEXT);
    return found;
  }

  private JsonArray lenses() {
    return editor
        .request("textDocument/codeLens", "{\"textDocument\":{\"uri\":\"" + URI + "\"}}")
        .getAsJsonArray("result");
  }

  private JsonObject complete() {
    editor.notify(
        "textDocument/didChange",
        "{\"textDocument\":{\"uri\":\"%s\",\"version\":1},\"contentChanges\":[{\"text\":\"agent: a\\nmo\"}]}"
            .formatted(URI));
    return result(
        "textDocument/completion",
        "{\"textDocument\":{\"uri\":\"%s\"},\"position\":{\"line\":1,\"character\":2}}"
            .formatted(URI));
  }

  private static JsonObject item(JsonObject list, String label) {
    for (JsonElement item : list.getAsJsonArray("items")) {
      if (item.getAsJsonObject().get("label").getAsString().equals(label)) {
        return item.getAsJsonObject();
      }
    }
    throw new AssertionError(list);
  }

  private JsonObject fix() {
    return editor
        .request(
            "textDocument/codeAction",
            "{\"textDocument\":{\"uri\":\"%s\"},\"range\":%s,\"context\":{\"diagnostics\":[]}}"
                .formatted(
                    URI,
                    "{\"start\":{\"line\":4,\"character\":55},\"end\":{\"line\":4,\"character\":55}}"))
        .getAsJsonArray("result")
        .get(0)
        .getAsJsonObject();
  }

  private JsonObject result(String method, String params) {
    JsonObject reply = editor.request(method, params);
    assertThat(reply.has("result")).as("%s", reply).isTrue();
    return reply.getAsJsonObject("result");
  }
}
