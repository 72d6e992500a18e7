package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents in Markdown, ours and those of other tools, in an editor. */
class LspMarkdownTest {

  private static final String TEXT =
      """
      ---
      model: openai/gpt-5-mini
      limits: {tokens: 1000}
      input:
        path:   {type: string}
      tools: [files.read]
      ---
      \uD83D\uDE00 Look at ${{ input.path }}, then at ${{ input.pth }}.
      """;

  @TempDir Path folder;
  private final FakeEditor editor = new FakeEditor();

  @BeforeEach
  void start() {
    editor.initialize("{}");
  }

  @AfterEach
  void close() {
    editor.close();
  }

  @Test
  void problemsOfTheBodyAreWhereTheyAre() {
    String uri = open("reviewer.agent.md", TEXT);
    JsonArray problems = editor.diagnostics(uri, 1);
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).toString())
        .contains(
            "pth", "\"start\":{\"line\":7,\"character\":48},\"end\":{\"line\":7,\"character\":51}");
  }

  @Test
  void completesHoversAndLeadsFromTheBodyToTheFrontMatter() {
    String uri = open("reviewer.agent.md", TEXT);
    assertThat(at(uri, "completion", 7, 51, "").toString()).contains("\"label\":\"path\"");
    assertThat(at(uri, "completion", 7, 4, "").toString()).doesNotContain("\"label\"");
    assertThat(at(uri, "hover", 7, 24, "").toString()).contains("path: string");
    assertThat(at(uri, "definition", 7, 24, "").toString())
        .contains("\"start\":{\"line\":4,\"character\":2}");
    String all = ",\"context\":{\"includeDeclaration\":true}";
    assertThat(at(uri, "references", 4, 3, all).toString()).contains("\"line\":4", "\"line\":7");
  }

  @Test
  void renamesInFrontMatterAndBody() {
    String uri = open("reviewer.agent.md", TEXT.replace("pth", "path"));
    String edits = at(uri, "rename", 4, 3, ",\"newName\":\"place\"").toString();
    assertThat(edits.split("\"newText\":\"place\"", -1)).hasSize(4);
  }

  @Test
  void formatsFrontMatterOnly() {
    String uri = open("reviewer.agent.md", TEXT);
    String edits = at(uri, "formatting", 0, 0, ",\"options\":{}").toString();
    assertThat(edits).contains("\"line\":4").doesNotContain("\"line\":7");
  }

  @Test
  void showsTheOutline() {
    String uri = open("reviewer.agent.md", TEXT);
    assertThat(at(uri, "documentSymbol", 0, 0, "").toString())
        .contains("\"name\":\"reviewer\"", "\"name\":\"path\"", "\"name\":\"reply\"");
  }

  @Test
  void knowsTheAgentsOfOtherToolsByTheirFolders() throws IOException {
    Files.createDirectories(folder.resolve(".claude/agents"));
    String text = "---\nname: r\ndescription: d\ntools: Read, TodoWrite\n---\nBe ${{ kind }}.\n";
    String uri = open(".claude/agents/r.md", text);
    assertThat(editor.diagnostics(uri, 1).toString())
        .contains("F8006", "F5003")
        .doesNotContain("unknown name");
    assertThat(at(uri, "hover", 3, 8, "").toString()).contains("files.read");
  }

  private String open(String name, String text) {
    String uri = folder.resolve(name).toUri().toString();
    editor.open(uri, 1, text);
    return uri;
  }

  private JsonElement at(String uri, String method, int line, int character, String more) {
    return editor
        .request(
            "textDocument/" + method,
            "{\"textDocument\":{\"uri\":\"%s\"},\"position\":{\"line\":%d,\"character\":%d}%s}"
                .formatted(uri, line, character, more))
        .get("result");
  }
}
