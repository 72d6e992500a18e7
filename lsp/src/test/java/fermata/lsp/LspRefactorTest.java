package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other ways to write a definition, as code actions of editors of different abilities. */
class LspRefactorTest {

  private static final String ABLE =
      """
      {"workspace":{"workspaceEdit":{"documentChanges":true,"resourceOperations":["create","rename"]}}}""";
  private static final String TEXT =
      "agent: a\nmodel: x/y\nnodes:\n  a:\n    prompt: |\n      One\n      two\n    nxt: a\n";

  @TempDir Path folder;
  private final FakeEditor editor = new FakeEditor();
  private String uri = "";

  @BeforeEach
  void name() {
    uri = folder.resolve("a.agent.yaml").toUri().toString();
  }

  @AfterEach
  void close() {
    editor.close();
  }

  @Test
  void movesAPromptToAFileThatIsNotThere() throws IOException {
    editor.initialize(ABLE);
    editor.open(uri, 3, TEXT);
    assertThat(titles("")).containsExactly("Name the kind: llm", "Move to the file prompts/a.md");
    JsonArray changes =
        actions(4, "")
            .get(1)
            .getAsJsonObject()
            .getAsJsonObject("edit")
            .getAsJsonArray("documentChanges");
    assertThat(changes.get(0).toString())
        .contains("\"kind\":\"create\"", "prompts/a.md", "\"overwrite\":false");
    assertThat(changes.get(1).toString()).contains("prompts/a.md", "One\\ntwo\\n");
    assertThat(changes.get(2).toString()).contains("\"version\":3", "{file: prompts/a.md}");
    Files.createDirectories(folder.resolve("prompts"));
    Files.writeString(folder.resolve("prompts/a.md"), "taken");
    assertThat(titles("")).containsExactly("Name the kind: llm");
  }

  @Test
  void makesNoFilesForAnEditorThatCannot() {
    editor.initialize("{}");
    editor.open(uri, 1, TEXT);
    assertThat(titles("")).containsExactly("Name the kind: llm");
    JsonObject edit = actions(4, "").get(0).getAsJsonObject().getAsJsonObject("edit");
    assertThat(edit.getAsJsonObject("changes").getAsJsonArray(uri).toString())
        .contains("kind: llm\\n    ");
  }

  @Test
  void givesOnlyTheKindsThatTheEditorWants() {
    editor.initialize(ABLE);
    editor.open(uri, 1, TEXT);
    assertThat(titles("\"refactor\"")).hasSize(2);
    assertThat(titles("\"refactor.extract\"")).containsExactly("Move to the file prompts/a.md");
    assertThat(titles("\"quickfix\"")).isEmpty();
    assertThat(actions(7, "\"quickfix\"")).isNotEmpty();
    assertThat(actions(7, "\"source\"")).isEmpty();
  }

  @Test
  void writesAMarkdownAgentAsYamlUnderItsNewName() throws IOException {
    String markdown = folder.resolve("m.agent.md").toUri().toString();
    editor.initialize(ABLE);
    editor.open(markdown, 2, "---\nmodel: x/y\n---\nBe kind.\n");
    uri = markdown;
    JsonObject action = actions(0, "\"refactor.rewrite\"").get(0).getAsJsonObject();
    assertThat(action.get("title").getAsString()).isEqualTo("Write as YAML: m.agent.yaml");
    JsonArray changes = action.getAsJsonObject("edit").getAsJsonArray("documentChanges");
    assertThat(changes.get(0).toString())
        .contains("\"kind\":\"rename\"", "m.agent.md", "m.agent.yaml", "\"overwrite\":false");
    assertThat(changes.get(1).toString()).contains("m.agent.yaml", "agent: m\\n", "Be kind.");
    Files.writeString(folder.resolve("m.agent.yaml"), "taken");
    assertThat(actions(0, "\"refactor.rewrite\"")).isEmpty();
  }

  @Test
  void writesAPromptFileWhereItIsNamed() throws IOException {
    Files.createDirectories(folder.resolve("prompts"));
    Files.writeString(folder.resolve("prompts/a.md"), "One\ntwo\n");
    editor.initialize("{}");
    editor.open(uri, 1, TEXT.replace("|\n      One\n      two", "{file: prompts/a.md}"));
    JsonArray found = actions(4, "\"refactor.inline\"");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).toString())
        .contains("Write prompts/a.md here", ": |\\n      One\\n      two");
  }

  private List<String> titles(String only) {
    return actions(4, only).asList().stream()
        .map(action -> action.getAsJsonObject().get("title").getAsString())
        .toList();
  }

  private JsonArray actions(int line, String only) {
    String place = "{\"line\":%d,\"character\":6}".formatted(line);
    String context = only.isEmpty() ? "" : ",\"only\":[" + only + "]";
    return editor
        .request(
            "textDocument/codeAction",
            """
            {"textDocument":{"uri":"%s"},"range":{"start":%s,"end":%s},
             "context":{"diagnostics":[]%s}}"""
                .formatted(uri, place, place, context))
        .getAsJsonArray("result");
  }
}
