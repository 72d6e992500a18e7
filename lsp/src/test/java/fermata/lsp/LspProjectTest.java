package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project file and catalogues of tools as documents, and what they say of others. */
class LspProjectTest {

  private static final String AGENT = "agent: a\nnodes:\n  b: {prompt: Say hello.}\n";

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
  void whatTheWorkspaceSaysHoldsInFoldersBelow() throws IOException {
    write("fermata.yaml", "models: {default: openai/gpt-5}\nproblems: {F5005: error}\n");
    String uri = open("agents/deep/a.agent.yaml", AGENT);
    assertThat(editor.diagnostics(uri, 1).toString())
        .contains("\"code\":\"F5005\"", "\"severity\":1")
        .doesNotContain("F5003");
  }

  @Test
  void aChangeOfTheProjectFileChecksOpenFilesAgain() throws IOException {
    String uri = open("a.agent.yaml", AGENT);
    assertThat(editor.diagnostics(uri, 1).toString()).contains("F5003");
    write("fermata.yaml", "models: {default: openai/gpt-5}\nlimits: {default: {tokens: 9}}\n");
    editor.notify("workspace/didChangeWatchedFiles", "{\"changes\":[]}");
    assertThat(editor.diagnostics(uri, 1)).isEmpty();
  }

  @Test
  void theProjectFileIsADocument() throws IOException {
    String uri = open("fermata.yaml", "models: {defalt: x}\nproblems:\n  F2001: off\n\n");
    assertThat(editor.diagnostics(uri, 1).toString()).contains("F1101", "F8032");
    assertThat(at(uri, "completion", 3, 0).toString())
        .contains("\"label\":\"limits\"", "\"label\":\"providers\"")
        .doesNotContain("\"label\":\"nodes\"");
    assertThat(at(uri, "completion", 2, 10).toString()).contains("\"label\":\"warning\"");
    assertThat(at(uri, "hover", 0, 2).toString()).contains("key of the project file");
  }

  @Test
  void aliasesAreOfferedWhereModelsAre() throws IOException {
    write("fermata.yaml", "models: {aliases: {fast: openai/gpt-5}}\n");
    String uri = open("a.agent.yaml", "agent: a\nmodel: \nnodes:\n  b: {prompt: x}\n");
    assertThat(at(uri, "completion", 1, 7).toString()).contains("\"label\":\"fast\"");
  }

  @Test
  void agentsOfOtherFoldersOfTheWorkspaceAreKnown() throws IOException {
    write("fermata.yaml", "files: {exclude: [old/**]}\n");
    write("old/history.agent.yaml", "agent: old-history\nnodes: {a: {ask: Old?}}\n");
    write("target/gone.agent.yaml", "agent: gone\nnodes: {a: {ask: Gone?}}\n");
    write("shared/any.agent.yaml", "# x\nagent: history\nnodes: {a: {ask: Which?}}\n");
    String uri = open("desk/a.agent.yaml", "agent: a\nnodes:\n  b: {agent: history}\n");
    assertThat(editor.diagnostics(uri, 1)).isEmpty();
    assertThat(at(uri, "definition", 2, 16).toString())
        .contains("/shared/any.agent.yaml", "\"line\":1,\"character\":7");
    assertThat(at(uri, "completion", 2, 13).toString())
        .contains("\"label\":\"history\"")
        .doesNotContain("old-history", "gone");
  }

  @Test
  void aCatalogueOfToolsIsADocument() throws IOException {
    String text = "tools:\n  pay:\n    description: Pays.\n    comand: [pay]\n    \n";
    String uri = open("local.tools.yaml", text);
    assertThat(editor.diagnostics(uri, 1).toString()).contains("F1101", "command");
    assertThat(at(uri, "completion", 4, 4).toString())
        .contains("\"label\":\"command\"", "\"label\":\"timeout\"")
        .doesNotContain("\"label\":\"prompt\"");
    assertThat(at(uri, "hover", 2, 6).toString()).contains("key of a tool of a catalogue");
    assertThat(at(uri, "documentSymbol", 0, 0).toString()).contains("\"name\":\"pay\"");
    assertThat(at(uri, "foldingRange", 0, 0).toString()).contains("\"startLine\":0");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String open(String name, String text) throws IOException {
    write(name, text);
    String uri = folder.resolve(name).toUri().toString();
    editor.open(uri, 1, text);
    return uri;
  }

  private JsonElement at(String uri, String method, int line, int character) {
    return editor
        .request(
            "textDocument/" + method,
            "{\"textDocument\":{\"uri\":\"%s\"},\"position\":{\"line\":%d,\"character\":%d}}"
                .formatted(uri, line, character))
        .get("result");
  }
}
