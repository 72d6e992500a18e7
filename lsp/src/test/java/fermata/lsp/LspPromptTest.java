package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts and parts, which are no definitions, as documents of those that use them. */
class LspPromptTest {

  private static final String AGENT =
      """
      agent: desk
      model: openai/gpt-5-mini
      limits: {tokens: 1000}
      include: [parts/tail.part.yaml]
      input: {topic: {type: string}}
      nodes:
        look: {set: {found: hello}, next: ask}
        ask: {prompt: {file: prompts/ask.md}, outputs: {reply: {type: string}}, next: report}
      """;
  private static final String PROMPT =
      "Say what you know.\n\nAbout ${{ input.topic }}: ${{ nodes.look.found }}.\n";
  private static final String PART =
      "nodes:\n  report: {set: {line: \"${{ nodes.ask.reply }}\"}}\n";

  @TempDir Path folder;
  private final FakeEditor editor = new FakeEditor();
  private String agent = "";
  private String prompt = "";
  private String part = "";

  @BeforeEach
  void write() throws IOException {
    agent = write("desk.agent.yaml", AGENT);
    prompt = write("prompts/ask.md", PROMPT);
    part = write("parts/tail.part.yaml", PART);
    editor.initialize("{}");
  }

  private String write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toUri().toString();
  }

  @AfterEach
  void close() {
    editor.close();
  }

  @Test
  void offersInAPromptWhatItsNodeMayRead() {
    editor.open(prompt, 1, PROMPT.replace("nodes.look.found", "nodes.look."));
    JsonElement items = at(prompt, "textDocument/completion", 2, 42, "").get("result");
    assertThat(items.toString()).contains("\"found\"").doesNotContain("\"reply\"");
    JsonElement prose = at(prompt, "textDocument/completion", 0, 5, "").get("result");
    assertThat(prose.toString()).doesNotContain("\"label\"");
  }

  @Test
  void saysWhatANameOfAPromptIsAndLeadsToIt() {
    editor.open(prompt, 1, PROMPT);
    assertThat(at(prompt, "textDocument/hover", 2, 19, "").toString()).contains("string");
    assertThat(at(prompt, "textDocument/definition", 2, 19, "").toString())
        .contains("desk.agent.yaml", "\"line\":4,\"character\":8");
  }

  @Test
  void tellsInAPromptWhatIsWrongInIt() {
    editor.open(prompt, 1, PROMPT.replace("look.found", "look.fund"));
    JsonArray problems = editor.diagnostics(prompt, 1);
    assertThat(problems).hasSize(1);
    assertThat(problems.toString()).contains("F3021", "'found'", "\"line\":2,\"character\":41");
  }

  @Test
  void theTextInTheEditorCountsForTheDefinitionToo() {
    editor.open(agent, 1, AGENT);
    assertThat(editor.diagnostics(agent, 1)).isEmpty();
    editor.open(prompt, 1, PROMPT);
    editor.notify(
        "textDocument/didChange",
        "{\"textDocument\":{\"uri\":\"%s\",\"version\":2},\"contentChanges\":[{\"text\":\"%s\"}]}"
            .formatted(prompt, "${{ nodes.none.x }}"));
    JsonObject told =
        editor.await(
            message ->
                message.toString().contains("publishDiagnostics")
                    && message.toString().contains("desk.agent.yaml")
                    && message.toString().contains("prompts/ask.md:1:"));
    assertThat(told.toString()).contains("F3021");
  }

  @Test
  void renamesFromAPromptInTheDefinitionAndAllPrompts() {
    editor.open(prompt, 1, PROMPT);
    JsonObject changes =
        at(prompt, "textDocument/rename", 2, 19, ",\"newName\":\"subject\"")
            .getAsJsonObject("result")
            .getAsJsonObject("changes");
    assertThat(changes.keySet()).containsExactlyInAnyOrder(agent, prompt);
    assertThat(changes.getAsJsonArray(prompt).toString()).contains("subject", "\"line\":2");
    JsonElement references =
        at(prompt, "textDocument/references", 2, 19, ",\"context\":{\"includeDeclaration\":true}")
            .get("result");
    assertThat(references.getAsJsonArray()).hasSize(2);
  }

  @Test
  void tellsInAPartWhatOnlyTheDefinitionThatIncludesItKnows() {
    editor.open(part, 1, PART.replace("ask.reply", "ask.replay"));
    JsonArray problems = editor.diagnostics(part, 1);
    assertThat(problems).hasSize(1);
    assertThat(problems.toString()).contains("F3021", "'reply'", "\"line\":1");
    editor.open(agent, 1, AGENT);
    assertThat(editor.diagnostics(agent, 1).toString())
        .contains("parts/tail.part.yaml:2:", "F3021");
    assertThat(at(agent, "textDocument/definition", 7, 84, "").toString())
        .contains("tail.part.yaml", "\"line\":1,\"character\":2");
  }

  @Test
  void offersInAPartWhatTheDefinitionThatIncludesItDeclares() {
    editor.open(part, 1, PART.replace("ask.reply", "ask."));
    JsonElement outputs = at(part, "textDocument/completion", 1, 38, "").get("result");
    assertThat(outputs.toString()).contains("\"reply\"").doesNotContain("\"found\"");
    editor.open(part, 2, PART.replace("{set:", "{next: , set:"));
    JsonElement nodes = at(part, "textDocument/completion", 1, 17, "").get("result");
    assertThat(nodes.toString()).contains("\"look\"", "\"ask\"");
  }

  @Test
  void saysWhatANameOfAPartIsAndLeadsToIt() {
    editor.open(part, 1, PART);
    assertThat(at(part, "textDocument/hover", 1, 36, "").toString()).contains("`llm` node");
    assertThat(at(part, "textDocument/hover", 1, 40, "").toString()).contains("string");
    assertThat(at(part, "textDocument/definition", 1, 36, "").toString())
        .contains("desk.agent.yaml", "\"line\":7,\"character\":2");
    JsonElement references =
        at(part, "textDocument/references", 1, 4, ",\"context\":{\"includeDeclaration\":true}")
            .get("result");
    assertThat(references.toString()).contains("desk.agent.yaml", "tail.part.yaml");
  }

  @Test
  void renamesFromAPartInTheDefinitionToo() throws IOException {
    editor.open(part, 1, PART);
    JsonObject changes =
        at(part, "textDocument/rename", 1, 4, ",\"newName\":\"finish\"")
            .getAsJsonObject("result")
            .getAsJsonObject("changes");
    assertThat(changes.keySet()).containsExactlyInAnyOrder(agent, part);
    write("other.agent.yaml", AGENT.replace("agent: desk", "agent: other"));
    editor.open(part, 2, PART);
    assertThat(
            at(part, "textDocument/rename", 1, 4, ",\"newName\":\"finish\"")
                .getAsJsonObject("error")
                .toString())
        .contains("2 definitions use this file");
  }

  @Test
  void saysNothingOfProseThatNobodyUses() throws IOException {
    String other = write("notes.md", "key: [\n");
    editor.open(other, 1, "key: [\n${{ nodes.x }}\n");
    assertThat(editor.diagnostics(other, 1)).isEmpty();
  }

  private JsonObject at(String uri, String method, int line, int character, String more) {
    return editor.request(
        method,
        "{\"textDocument\":{\"uri\":\"%s\"},\"position\":{\"line\":%d,\"character\":%d}%s}"
            .formatted(uri, line, character, more));
  }
}
