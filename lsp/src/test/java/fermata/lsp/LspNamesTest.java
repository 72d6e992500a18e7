package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References, highlights and renames, as editors of different abilities get them. */
class LspNamesTest {

  private static final String ABLE =
      """
      {"workspace":{"workspaceEdit":{"documentChanges":true,"resourceOperations":["create"]}},
       "textDocument":{"rename":{"prepareSupport":true}}}""";
  private static final String TEXT =
      """
      agent: a
      input: {topic: {type: string}}
      nodes:
        a: {prompt: "\uD83D\uDE00 ${{ input.topic }}", system: {file: ask.md}}
      """
          .replace("\n", "\r\n");

  @TempDir Path folder;
  private final FakeEditor editor = new FakeEditor();
  private String uri = "";

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("ask.md"), "First\nAbout ${{ input.topic }}.\n");
    uri = folder.resolve("a.agent.yaml").toUri().toString();
  }

  @AfterEach
  void close() {
    editor.close();
  }

  @Test
  void findsWhatMentionsANameInTheFilesBesideToo() {
    editor.initialize("{}");
    editor.open(uri, 1, TEXT);
    JsonArray all = references(true);
    assertThat(all).hasSize(3);
    assertThat(all.get(1).toString()).contains("\"line\":3,\"character\":28");
    assertThat(all.get(2).toString()).contains("ask.md", "\"line\":1,\"character\":16");
    assertThat(references(false)).hasSize(2);
  }

  @Test
  void tellsReadsFromWrites() {
    editor.initialize("{}");
    editor.open(uri, 1, TEXT);
    JsonArray highlights = request("textDocument/documentHighlight", "").getAsJsonArray("result");
    assertThat(highlights.asList())
        .extracting(found -> found.getAsJsonObject().get("kind").getAsInt())
        .containsExactly(3, 2);
  }

  @Test
  void renamesInAllFilesWithVersions() {
    JsonObject capabilities = editor.initialize(ABLE);
    assertThat(capabilities.getAsJsonObject("renameProvider").get("prepareProvider").getAsBoolean())
        .isTrue();
    editor.open(uri, 7, TEXT);
    JsonObject word = request("textDocument/prepareRename", "").getAsJsonObject("result");
    assertThat(word.get("placeholder").getAsString()).isEqualTo("topic");
    assertThat(word.get("range").toString())
        .isEqualTo(
            "{\"start\":{\"line\":1,\"character\":8},\"end\":{\"line\":1,\"character\":13}}");
    JsonArray changes =
        rename("subject").getAsJsonObject("result").getAsJsonArray("documentChanges");
    assertThat(changes).hasSize(2);
    assertThat(changes.get(0).getAsJsonObject().getAsJsonArray("edits")).hasSize(2);
    assertThat(changes.get(0).toString()).contains("\"version\":7", "subject");
    assertThat(changes.get(1).toString()).contains("ask.md", "\"line\":1,\"character\":16");
  }

  @Test
  void renamesForAnEditorThatCanDoNothing() {
    JsonObject capabilities = editor.initialize("{}");
    assertThat(capabilities.get("renameProvider").getAsBoolean()).isTrue();
    editor.open(uri, 1, TEXT);
    JsonObject changes = rename("subject").getAsJsonObject("result").getAsJsonObject("changes");
    assertThat(changes.getAsJsonArray(uri)).hasSize(2);
    assertThat(changes.keySet()).hasSize(2);
  }

  @Test
  void refusesWithAReason() {
    editor.initialize(ABLE);
    editor.open(uri, 1, TEXT);
    JsonObject error = rename("two words").getAsJsonObject("error");
    assertThat(error.get("code").getAsInt()).isEqualTo(-32803);
    assertThat(error.get("message").getAsString())
        .isEqualTo(
            "'two words' is not a name (expected: letters, digits and `_`, not starting with a"
                + " digit, at most 63)");
    JsonObject reply =
        editor.request("textDocument/prepareRename", LspRobustnessTest.position(uri, 0, 2));
    assertThat(reply.getAsJsonObject("error").get("message").getAsString())
        .isEqualTo("there is no name here");
  }

  private JsonArray references(boolean withDeclaration) {
    return request(
            "textDocument/references",
            ",\"context\":{\"includeDeclaration\":" + withDeclaration + "}")
        .getAsJsonArray("result");
  }

  private JsonObject rename(String name) {
    return request("textDocument/rename", ",\"newName\":\"" + name + "\"");
  }

  private JsonObject request(String method, String more) {
    String place = "{\"line\":1,\"character\":10}";
    return editor.request(
        method,
        "{\"textDocument\":{\"uri\":\"%s\"},\"position\":%s%s}".formatted(uri, place, more));
  }
}
