package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A long session of an editor with the language server as a process: everything that can be asked,
 * at a place of every line of every kind of file, edits in between, and runs. Every message, in
 * both directions, is held against the official description of the protocol.
 */
class LspSessionTest {

  /** Files of the examples, one of each kind and more of the richest. */
  private static final List<String> FILES =
      List.of(
          "change-review/risk.agent.yaml",
          "change-review/change-review.agent.yaml",
          "preflight/preflight.agent.yaml",
          "preflight/preflight.tools.yaml",
          "reading-tips/reading-tips.agent.yaml");

  /** What is asked at a place. */
  private static final List<String> AT_A_PLACE =
      List.of(
          "completion",
          "hover",
          "definition",
          "documentHighlight",
          "prepareRename",
          "linkedEditingRange",
          "signatureHelp");

  /** What is asked of a document. */
  private static final List<String> OF_A_DOCUMENT =
      List.of(
          "documentSymbol",
          "foldingRange",
          "documentLink",
          "codeLens",
          "diagnostic",
          "semanticTokens/full");

  private static final String OTHERS =
      """
      fermata.yaml
      defaults: {limits: {steps: 7}}
      nonsense: true
      ---
      note.agent.md
      ---
      name: note
      description: Writes a note.
      tools: Read, Edit
      ---

      # Notes

      Say what ${{ input.topic }} is.
      ---
      broken.agent.yaml
      agent: broken
      input: {topic: {type: string}}
      nodes:
        look: {prompt: "\uD83D\uDE00 ${{ input.topc }} ${{ size( }}", model: openai/gpt-5-mini, next: dne}
        lok: {tool: files.read, args: {pth: x}}
        done: {set: {said: "${{ nodes.look.said }}"}
      ---
      tiny.agent.json
      {"agent": "tiny", "nodes": {"one": {"set": {"a": 1}, "next": "two"}}}
      """;

  private static final Pattern NEXT_FILE = Pattern.compile("\n---\n(?=[a-z.]+\n)");

  private static final String ASKING =
      """
      agent: asking
      nodes:
        ask: {ask: Which way?, choices: [left, right], next: read}
        read: {tool: files.read, args: {path: "${{ nodes.ask.choice }}.txt"}}
      """;

  @TempDir static Path folder;
  private static Fermata fermata;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(LspProcess.isChecked(), "../shared/data/lsp is missing");
    fermata = new Fermata(folder);
    for (String example : List.of("change-review", "preflight", "reading-tips")) {
      Fermata.example(example, folder.resolve(example));
    }
    Path others = Files.createDirectory(folder.resolve("others"));
    for (String other : NEXT_FILE.split(OTHERS, -1)) {
      int end = other.indexOf('\n');
      Files.writeString(others.resolve(other.substring(0, end)), other.substring(end + 1));
    }
    Files.writeString(folder.resolve("asking.agent.yaml"), ASKING);
  }

  @AfterAll
  static void stop() {
    fermata.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "neovim", "vscode"})
  void saysNothingThatTheProtocolDoesNotKnow(String profile) throws IOException {
    try (var editor = new LspProcess(fermata)) {
      editor.initialize(
          "{\"processId\":null,\"rootUri\":\"%s\",\"workspaceFolders\":null,\"capabilities\":%s}"
              .formatted(folder.toUri(), capabilities(profile)));
      for (String file : FILES) {
        walk(editor, folder.resolve(file));
      }
      for (String file :
          List.of("note.agent.md", "broken.agent.yaml", "tiny.agent.json", "fermata.yaml")) {
        walk(editor, folder.resolve("others").resolve(file));
      }
      editor.request("workspace/symbol", "{\"query\":\"\"}");
      run(editor, !profile.equals("plain"), profile.equals("vscode"));
      editor.request("shutdown", "null");
      assertThat(editor.checkedCount()).isGreaterThan(1_000);
      editor.tell("exit", "null");
      assertThat(editor.hangUp()).isZero();
    }
  }

  @Test
  void endsWhenItsEditorIsGone() {
    try (var editor = new LspProcess(fermata).initialize()) {
      editor.open("untitled:a.agent.yaml", "agent: a\n");
      assertThat(editor.published("untitled:a.agent.yaml", 1)).isNotEmpty();
      assertThat(editor.hangUp()).as("there was no shutdown").isEqualTo(1);
    }
  }

  private static String capabilities(String profile) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            LspSessionTest.class.getResourceAsStream("/lsp/" + profile + ".json"), profile)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void walk(LspProcess editor, Path file) throws IOException {
    String uri = file.toUri().toString();
    String text = Files.readString(file);
    editor.open(uri, text);
    of(editor, uri);
    List<String> lines = text.lines().toList();
    for (int line = 0; line < lines.size(); line++) {
      int indent = lines.get(line).length() - lines.get(line).stripLeading().length();
      at(editor, uri, line, line % 2 == 0 ? indent + 1 : lines.get(line).length());
    }
    type(editor, uri, lines.size());
    of(editor, uri);
    editor.tell("textDocument/didClose", "{\"textDocument\":{\"uri\":\"" + uri + "\"}}");
  }

  private static void of(LspProcess editor, String uri) {
    String document = "{\"textDocument\":{\"uri\":\"" + uri + "\"}";
    OF_A_DOCUMENT.forEach(what -> editor.request("textDocument/" + what, document + "}"));
    String style = ",\"options\":{\"tabSize\":2,\"insertSpaces\":true}}";
    String range = ",\"range\":" + range(0, 0, 3, 0);
    editor.request("textDocument/formatting", document + style);
    editor.request("textDocument/rangeFormatting", document + range + style);
    editor.request("textDocument/semanticTokens/range", document + range + "}");
  }

  private static void at(LspProcess editor, String uri, int line, int column) {
    String document = "{\"textDocument\":{\"uri\":\"" + uri + "\"}";
    String place = "{\"line\":%d,\"character\":%d}".formatted(line, column);
    String position = document + ",\"position\":" + place;
    AT_A_PLACE.forEach(what -> editor.request("textDocument/" + what, position + "}"));
    editor.request(
        "textDocument/references", position + ",\"context\":{\"includeDeclaration\":true}}");
    editor.request("textDocument/rename", position + ",\"newName\":\"another\"}");
    for (JsonNode item :
        editor.request("textDocument/prepareCallHierarchy", position + "}").path("result")) {
      editor.request("callHierarchy/incomingCalls", "{\"item\":" + item + "}");
      editor.request("callHierarchy/outgoingCalls", "{\"item\":" + item + "}");
    }
    editor.request("textDocument/selectionRange", document + ",\"positions\":[" + place + "]}");
    editor.request(
        "textDocument/codeAction",
        document
            + ",\"range\":"
            + range(line, 0, line, column)
            + ",\"context\":{\"diagnostics\":[]}}");
  }

  private static String range(int line, int column, int endLine, int endColumn) {
    return "{\"start\":{\"line\":%d,\"character\":%d},\"end\":{\"line\":%d,\"character\":%d}}"
        .formatted(line, column, endLine, endColumn);
  }

  private static void type(LspProcess editor, String uri, int line) {
    String document = "{\"textDocument\":{\"uri\":\"" + uri + "\"";
    editor.tell(
        "textDocument/didChange",
        document
            + ",\"version\":2},\"contentChanges\":[{\"range\":"
            + range(line, 0, line, 0)
            + ",\"text\":\"# odd\\n\\t\\uD83D\\uDE00: [\\n\"}]}");
    editor.request(
        "textDocument/onTypeFormatting",
        document
            + "},\"position\":{\"line\":"
            + (line + 1)
            + ",\"character\":0},\"ch\":\"\\n\","
            + "\"options\":{\"tabSize\":2,\"insertSpaces\":true}}");
    String before =
        editor
            .request("textDocument/semanticTokens/full", document + "}}")
            .path("result")
            .path("resultId")
            .asText();
    editor.tell(
        "textDocument/didChange",
        document
            + ",\"version\":3},\"contentChanges\":[{\"range\":"
            + range(0, 0, 0, 1)
            + ",\"text\":\"\"}]}");
    editor.request(
        "textDocument/semanticTokens/full/delta",
        document + "},\"previousResultId\":\"" + before + "\"}");
  }

  /** Asks, fails at a file that is not there, and is told of in the text. */
  private static void run(LspProcess editor, boolean hasProgress, boolean isPulling) {
    String uri = folder.resolve("asking.agent.yaml").toUri().toString();
    editor.open(uri, ASKING);
    JsonNode started = editor.command("fermata.run", "{\"uri\":\"%s\"}".formatted(uri));
    assertThat(started.path("result").path("session").isTextual()).as("%s", started).isTrue();
    if (hasProgress) {
      editor.reply("window/workDoneProgress/create", "null");
      editor.progress("begin");
    }
    editor.reply("window/showMessageRequest", "{\"title\":\"right\"}");
    if (hasProgress) {
      editor.progress("end");
    }
    if (isPulling) {
      String document = "{\"textDocument\":{\"uri\":\"" + uri + "\"}}";
      String pulled = "";
      // The first refresh may be for what was known before the run failed.
      while (!pulled.contains("last run: ")) {
        editor.reply("workspace/diagnostic/refresh", "null");
        pulled = editor.request("textDocument/diagnostic", document).toString();
      }
    } else {
      editor.await(message -> message.toString().contains("last run: "));
    }
    editor.command("fermata.sessions", "{}");
    editor.command("fermata.resume", "{\"session\":\"nobody\"}");
    editor.command("fermata.odd", "{}");
  }
}
