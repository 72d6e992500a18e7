package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of the files of a workspace that nobody has opened. */
class LspWorkspaceTest {

  private static final String GOOD = "agent: %s\nnodes: {%s: {set: {n: 1}}}\n";
  private static final String BROKEN = "agent: broken\nnodes:\n  a: {set: {n: 1}, next: nowhere}\n";
  private static final String PULLS =
      """
      {"textDocument":{"diagnostic":{}},"workspace":{"diagnostics":{"refreshSupport":true}}}""";
  private static final String MOVES =
      """
      {"workspace":{"workspaceFolders":true,"fileOperations":{"willRename":true},
        "workspaceEdit":{"documentChanges":true}}}""";

  @TempDir Path folder;
  private final FakeEditor editor = new FakeEditor();

  @BeforeEach
  void write() throws IOException {
    write("one.agent.yaml", GOOD.formatted("one", "review_step"));
    write("broken.agent.yaml", BROKEN);
    write("node_modules/other.agent.yaml", BROKEN);
    write(".git/other.agent.yaml", BROKEN);
    Files.createSymbolicLink(folder.resolve("loop"), folder);
  }

  @AfterEach
  void close() {
    editor.close();
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String uri(String path) {
    return folder.resolve(path).toUri().toString();
  }

  private void changed(String path, int type) {
    editor.notify(
        "workspace/didChangeWatchedFiles",
        "{\"changes\":[{\"uri\":\"%s\",\"type\":%d}]}".formatted(uri(path), type));
  }

  private JsonArray published(String path) {
    return editor
        .await(message -> FakeEditor.isPublication(message, uri(path)))
        .getAsJsonObject("params")
        .getAsJsonArray("diagnostics");
  }

  @Test
  void showsHowFarTheFirstLookAtManyFilesHasCome() throws IOException {
    for (int i = 0; i < 120; i++) {
      Files.writeString(folder.resolve("a" + i + ".agent.yaml"), "agent: a" + i + "\n");
    }
    editor.initialize(folder, "{\"window\":{\"workDoneProgress\":true}}");
    JsonObject asked =
        editor.await(
            message ->
                message.has("method")
                    && message
                        .get("method")
                        .getAsString()
                        .equals("window/workDoneProgress/create"));
    editor.reply(asked, "null");
    assertThat(progress("begin").get("message").getAsString()).isEqualTo("122 files");
    assertThat(progress("report").get("message").getAsString()).isEqualTo("2 of 122 files");
    progress("end");
    Files.writeString(folder.resolve("z.agent.yaml"), "agent: z\n");
    editor.notify("workspace/didChangeWatchedFiles", "{\"changes\":[]}");
    editor.await(message -> FakeEditor.isPublication(message, uri("z.agent.yaml")));
    assertThat(editor.hasSeen("window/workDoneProgress/create")).isFalse();
  }

  private JsonObject progress(String kind) {
    return editor
        .await(message -> message.toString().contains("\"value\":{\"kind\":\"" + kind))
        .getAsJsonObject("params")
        .getAsJsonObject("value");
  }

  @Test
  void publishesTheProblemsOfFilesThatAreNotOpen() throws IOException {
    editor.initialize(folder, "{}");
    assertThat(published("broken.agent.yaml").toString()).contains("nowhere");
    write("broken.agent.yaml", GOOD.formatted("broken", "a"));
    changed("broken.agent.yaml", 2);
    assertThat(published("broken.agent.yaml")).isEmpty();
    assertThat(editor.hasSeen("textDocument/publishDiagnostics")).isFalse();
  }

  @Test
  void takesAwayWhatWasSaidOfAFileThatIsGone() throws IOException {
    editor.initialize(folder, "{}");
    published("broken.agent.yaml");
    Files.delete(folder.resolve("broken.agent.yaml"));
    changed("broken.agent.yaml", 3);
    assertThat(published("broken.agent.yaml")).isEmpty();
  }

  @Test
  void countsTheDiskAgainWhenADocumentIsClosed() {
    editor.initialize(folder, "{}");
    published("broken.agent.yaml");
    String uri = uri("broken.agent.yaml");
    editor.open(uri, 3, GOOD.formatted("broken", "a"));
    assertThat(editor.diagnostics(uri, 3)).isEmpty();
    editor.notify("textDocument/didClose", "{\"textDocument\":{\"uri\":\"" + uri + "\"}}");
    JsonArray now = published("broken.agent.yaml");
    // What was said of the text that is gone is taken away first.
    assertThat((now.isEmpty() ? published("broken.agent.yaml") : now).toString())
        .contains("nowhere");
  }

  @Test
  void foldersComeAndGo() throws IOException {
    Path other = Files.createDirectories(folder.resolve("../" + folder.getFileName() + "-other"));
    Files.writeString(other.resolve("two.agent.yaml"), GOOD.formatted("two", "second"));
    JsonObject capabilities = editor.initialize(folder, MOVES);
    assertThat(capabilities.getAsJsonObject("workspace").toString())
        .contains("\"changeNotifications\":true", "willRename");
    published("broken.agent.yaml");
    assertThat(symbols("second")).isEmpty();
    folders(FakeEditor.folder(other.normalize()), FakeEditor.folder(folder));
    assertThat(published("broken.agent.yaml")).isEmpty();
    assertThat(symbols("second")).containsExactly("second");
    assertThat(symbols("rvw")).isEmpty();
  }

  private void folders(String added, String removed) {
    editor.notify(
        "workspace/didChangeWorkspaceFolders",
        "{\"event\":{\"added\":[%s],\"removed\":[%s]}}".formatted(added, removed));
  }

  private List<String> symbols(String query) {
    JsonArray found =
        editor
            .request("workspace/symbol", "{\"query\":\"" + query + "\"}")
            .getAsJsonArray("result");
    return StreamSupport.stream(found.spliterator(), false)
        .map(one -> one.getAsJsonObject().get("name").getAsString())
        .toList();
  }

  @Test
  void findsNamesInFilesThatAreNotOpenAsTheyAreNow() throws IOException {
    editor.initialize(folder, PULLS);
    assertThat(symbols("rvw")).containsExactly("review_step");
    write("one.agent.yaml", GOOD.formatted("one", "reviews_all_of_it"));
    assertThat(symbols("rvw")).containsExactly("reviews_all_of_it");
    editor.open(uri("one.agent.yaml"), 1, GOOD.formatted("one", "rvw"));
    assertThat(symbols("rvw")).containsExactly("rvw");
  }

  @Test
  void reportsEachFileAndThenOnlyWhatHasChanged() throws IOException {
    JsonObject capabilities = editor.initialize(folder, PULLS);
    assertThat(
            capabilities
                .getAsJsonObject("diagnosticProvider")
                .get("workspaceDiagnostics")
                .getAsBoolean())
        .isTrue();
    List<JsonObject> first = report("[]", "");
    assertThat(first).hasSize(2);
    String known = previous(first);
    assertThat(report(known, "")).allMatch(one -> kind(one).equals("unchanged"));
    write("one.agent.yaml", BROKEN.replace("broken", "one"));
    changed("one.agent.yaml", 2);
    List<JsonObject> second = report(known, "");
    assertThat(second)
        .filteredOn(one -> kind(one).equals("full"))
        .singleElement()
        .asString()
        .contains("one.agent.yaml", "nowhere");
    Files.delete(folder.resolve("broken.agent.yaml"));
    assertThat(report(known, ""))
        .filteredOn(one -> one.get("uri").getAsString().equals(uri("broken.agent.yaml")))
        .singleElement()
        .asString()
        .contains("\"items\":[]");
    assertThat(editor.hasSeen("textDocument/publishDiagnostics")).isFalse();
  }

  @Test
  void reportsPartByPartWhereItIsAsked() {
    editor.initialize(folder, PULLS);
    assertThat(report("[]", ",\"partialResultToken\":\"part\"")).isEmpty();
    List<String> parts = List.of(part(), part());
    assertThat(parts).anyMatch(part -> part.contains("nowhere"));
    assertThat(parts).anyMatch(part -> part.contains("one.agent.yaml"));
  }

  private String part() {
    return editor
        .await(
            message ->
                message.has("method")
                    && message.get("method").getAsString().equals("$/progress")
                    && message.toString().contains("\"token\":\"part\""))
        .toString();
  }

  private static String kind(JsonObject report) {
    return report.get("kind").getAsString();
  }

  private static String previous(List<JsonObject> reports) {
    return reports.stream()
        .map(
            one ->
                "{\"uri\":\"%s\",\"value\":\"%s\"}"
                    .formatted(one.get("uri").getAsString(), one.get("resultId").getAsString()))
        .toList()
        .toString();
  }

  private List<JsonObject> report(String previous, String more) {
    JsonArray items =
        editor
            .request("workspace/diagnostic", "{\"previousResultIds\":" + previous + more + "}")
            .getAsJsonObject("result")
            .getAsJsonArray("items");
    return StreamSupport.stream(items.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  @Test
  void findsAndRenamesAnAgentThatIsATool() throws IOException {
    write("desk.agent.yaml", "agent: desk\nnodes: {a: {set: {n: 1}}}\n");
    String text =
        "agent: asks\ntools: [\"agent:desk\", files.read]\nnodes:\n  a: {tool: agent:desk}\n";
    write("asks.agent.yaml", text);
    editor.initialize(folder, MOVES);
    editor.open(uri("asks.agent.yaml"), 1, text);
    String place =
        "\"textDocument\":{\"uri\":\"%s\"},\"position\":{\"line\":3,\"character\":18}"
            .formatted(uri("asks.agent.yaml"));
    assertThat(editor.request("textDocument/definition", "{" + place + "}").toString())
        .contains("desk.agent.yaml");
    assertThat(
            editor
                .request(
                    "textDocument/references",
                    "{" + place + ",\"context\":{\"includeDeclaration\":true}}")
                .toString())
        .contains("desk.agent.yaml")
        .contains("{\"start\":{\"line\":1,\"character\":15},\"end\":{\"line\":1,\"character\":19}}")
        .contains(
            "{\"start\":{\"line\":3,\"character\":18},\"end\":{\"line\":3,\"character\":22}}");
    assertThat(
            editor
                .request("textDocument/rename", "{" + place + ",\"newName\":\"office\"}")
                .toString())
        .contains("desk.agent.yaml", "asks.agent.yaml")
        .contains("\"character\":15", "\"character\":18");
  }

  @ParameterizedTest
  @CsvSource({"desk.agent.yaml, 7", "asks.agent.yaml, 23"})
  void renamesAnAgentInWhateverRunsIt(String opened, int column) throws IOException {
    write("desk.agent.yaml", "agent: desk\nnodes: {a: {set: {n: 1}}}\n");
    write("asks.agent.yaml", "agent: asks\nnodes: {a: {agent: desk}, b: {agent: \"desk\"}}\n");
    write("far/desk.agent.yaml", "agent: desk\nnodes: {a: {set: {n: 1}}}\n");
    write("far/asks.agent.yaml", "agent: asks\nnodes: {a: {agent: desk}}\n");
    editor.initialize(folder, MOVES);
    String uri = uri(opened);
    editor.open(uri, 4, Files.readString(folder.resolve(opened)));
    int line = opened.startsWith("desk") ? 0 : 1;
    String place =
        "\"textDocument\":{\"uri\":\"%s\"},\"position\":{\"line\":%d,\"character\":%d}"
            .formatted(uri, line, column);
    assertThat(editor.request("textDocument/prepareRename", "{" + place + "}").toString())
        .contains("\"placeholder\":\"desk\"");
    JsonObject references =
        editor.request(
            "textDocument/references", "{" + place + ",\"context\":{\"includeDeclaration\":true}}");
    assertThat(references.getAsJsonArray("result")).hasSize(3);
    JsonArray changes =
        editor
            .request("textDocument/rename", "{" + place + ",\"newName\":\"office\"}")
            .getAsJsonObject("result")
            .getAsJsonArray("documentChanges");
    assertThat(changes).hasSize(2);
    assertThat(changes.toString())
        .contains(uri("desk.agent.yaml"), uri("asks.agent.yaml"), "\"version\":4")
        .doesNotContain("/far/");
    assertThat(changes.toString().split("office", -1)).hasSize(4);
    JsonObject taken =
        editor.request("textDocument/rename", "{" + place + ",\"newName\":\"asks\"}");
    assertThat(taken.getAsJsonObject("error").get("message").getAsString())
        .isEqualTo("there is an agent 'asks' already");
  }

  @Test
  void keepsPathsTrueWhenFilesAreMoved() throws IOException {
    write(
        "asks.agent.yaml",
        """
        agent: asks
        model: x/y
        nodes:
          a: {prompt: {file: prompts/a.md}}
          b: {prompt: {file: './prompts/b.md'}}
        """);
    write("prompts/a.md", "A.");
    write("prompts/b.md", "B.");
    editor.initialize(folder, MOVES);
    assertThat(moved("prompts/a.md", "prompts/the a.md"))
        .contains("\"newText\":\"\\\"prompts/the a.md\\\"\"");
    assertThat(moved("prompts", "texts"))
        .contains("\"newText\":\"texts/a.md\"", "\"newText\":\"texts/b.md\"");
    assertThat(moved("asks.agent.yaml", "prompts/asks.agent.yaml"))
        .contains("\"newText\":\"a.md\"", "\"newText\":\"b.md\"");
    // A path may not lead out of the folder of its definition.
    assertThat(moved("asks.agent.yaml", "far/asks.agent.yaml")).isEqualTo("null");
    assertThat(moved("one.agent.yaml", "two.agent.yaml")).isEqualTo("null");
  }

  private String moved(String from, String to) {
    JsonElement result =
        editor
            .request(
                "workspace/willRenameFiles",
                "{\"files\":[{\"oldUri\":\"%s\",\"newUri\":\"%s\"}]}".formatted(uri(from), uri(to)))
            .get("result");
    return String.valueOf(result);
  }

  @Test
  void takesTwoWaysToWriteAnAddressForOneDocument() {
    editor.initialize("{}");
    String uri = uri("a b é.agent.yaml");
    editor.open(uri, 1, "agent: a\nnodes: {a: {set: {n: 1}}}\n");
    editor.diagnostics(uri, 1);
    String otherwise = uri.replace("a%20b", "%61%20b").replace("é", "%C3%A9");
    editor.notify(
        "textDocument/didChange",
        "{\"textDocument\":{\"uri\":\"%s\",\"version\":2},\"contentChanges\":[{\"text\":\"agent: a\"}]}"
            .formatted(otherwise));
    assertThat(editor.diagnostics(uri, 2)).isNotEmpty();
    editor.notify("textDocument/didClose", "{\"textDocument\":{\"uri\":\"" + otherwise + "\"}}");
    assertThat(published("a b é.agent.yaml")).isEmpty();
  }
}
