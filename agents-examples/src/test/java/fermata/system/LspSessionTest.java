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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  private static final Pattern METHOD =
      Pattern.compile(
          "\"((?:textDocument|workspace|window|client|completionItem|codeAction|codeLens|inlayHint"
              + "|callHierarchy)/[A-Za-z/]+|initialized?|shutdown|exit|\\$/progress)\"");

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

  @Test
  void saysNothingThatTheProtocolDoesNotKnow() throws IOException {
    var said = new TreeSet<String>();
    for (String profile : List.of("plain", "neovim", "vscode")) {
      said.addAll(session(profile));
    }
    assertThat(said).as("every message is sent or taken once").containsAll(served());
  }

  /** {@return the methods of the protocol that the server has, in either direction} */
  private static Set<String> served() throws IOException {
    var served = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(Fermata.root().resolve("lsp/src/main/java"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        METHOD
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> served.add(found.group(1)));
      }
    }
    assertThat(served).contains("textDocument/hover").hasSizeGreaterThan(50);
    return served;
  }

  private static Set<String> session(String profile) throws IOException {
    try (var editor = new LspProcess(fermata)) {
      editor.initialize(
          """
          {"processId":null,"rootUri":"%s","workspaceFolders":null,"capabilities":%s,
           "initializationOptions":{"references":true}}"""
              .formatted(folder.toUri(), capabilities(profile)));
      for (String file : FILES) {
        walk(editor, folder.resolve(file));
      }
      for (String file :
          List.of("note.agent.md", "broken.agent.yaml", "tiny.agent.json", "fermata.yaml")) {
        walk(editor, folder.resolve("others").resolve(file));
      }
      workspace(editor);
      run(editor, !profile.equals("plain"), profile.equals("vscode"));
      editor.request("shutdown", "null");
      assertThat(editor.checkedCount()).isGreaterThan(1_000);
      editor.tell("exit", "null");
      assertThat(editor.hangUp()).isZero();
      return editor.methods();
    }
  }

  /** What is about all files. */
  private static void workspace(LspProcess editor) {
    editor.request("workspace/symbol", "{\"query\":\"\"}");
    editor.request("workspace/diagnostic", "{\"previousResultIds\":[]}");
    String uri = folder.resolve("asking.agent.yaml").toUri().toString();
    String moved = folder.resolve("asked.agent.yaml").toUri().toString();
    editor.request(
        "workspace/willRenameFiles",
        "{\"files\":[{\"oldUri\":\"%s\",\"newUri\":\"%s\"}]}".formatted(uri, moved));
    String other =
        "{\"uri\":\"%s\",\"name\":\"others\"}".formatted(folder.resolve("others").toUri());
    editor.tell(
        "workspace/didChangeWorkspaceFolders",
        "{\"event\":{\"added\":[%s],\"removed\":[]}}".formatted(other));
    editor.tell(
        "workspace/didChangeWorkspaceFolders",
        "{\"event\":{\"added\":[],\"removed\":[%s]}}".formatted(other));
    editor.tell(
        "workspace/didChangeWatchedFiles",
        "{\"changes\":[{\"uri\":\"%s\",\"type\":2}]}".formatted(uri));
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
    editor.request("textDocument/inlayHint", document + range + "}");
    editor.request(
        "textDocument/inlineValue",
        document
            + range
            + ",\"context\":{\"frameId\":1,\"stoppedLocation\":"
            + range(2, 0, 2, 0)
            + "}}");
    for (JsonNode lens : editor.request("textDocument/codeLens", document + "}").path("result")) {
      editor.request("codeLens/resolve", lens.toString());
    }
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
    JsonNode actions =
        editor.request(
            "textDocument/codeAction",
            document
                + ",\"range\":"
                + range(line, 0, line, column)
                + ",\"context\":{\"diagnostics\":[]}}");
    first(actions.path("result"))
        .ifPresent(action -> editor.request("codeAction/resolve", action.toString()));
    JsonNode completions = editor.request("textDocument/completion", position + "}");
    first(completions.path("result").path("items"))
        .ifPresent(item -> editor.request("completionItem/resolve", item.toString()));
  }

  /** An editor that is given everything at once asks for nothing more. */
  private static Optional<JsonNode> first(JsonNode all) {
    return Optional.of(all.path(0)).filter(one -> one.has("data"));
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
    editor.tell("textDocument/didSave", "{\"textDocument\":{\"uri\":\"" + uri + "\"}}");
    if (isPulling) {
      show(editor, started.path("result").path("session").asText());
      hints(editor, uri);
      tell(editor);
    }
    editor.command("fermata.sessions", "{}");
    editor.command("fermata.resume", "{\"session\":\"nobody\"}");
    editor.command("fermata.odd", "{}");
  }

  /** The events of a session are a text that only the server has. */
  private static void show(LspProcess editor, String session) {
    editor.command("fermata.openSession", "{\"session\":\"%s\"}".formatted(session));
    JsonNode shown = editor.reply("window/showDocument", "{\"success\":true}");
    assertThat(editor.reply("workspace/textDocumentContent/refresh", "null").path("uri"))
        .isEqualTo(shown.path("uri"));
    editor.request("workspace/textDocumentContent", "{\"uri\":" + shown.path("uri") + "}");
  }

  /** What the nodes did is known once the server has looked at the daemon. */
  private static void hints(LspProcess editor, String uri) {
    String all = "{\"textDocument\":{\"uri\":\"" + uri + "\"},\"range\":" + range(0, 0, 9, 0) + "}";
    JsonNode hints = editor.request("textDocument/inlayHint", all).path("result");
    while (hints.isEmpty()) {
      editor.reply("workspace/codeLens/refresh", "null");
      editor.reply("workspace/inlayHint/refresh", "null");
      hints = editor.request("textDocument/inlayHint", all).path("result");
    }
    editor.request("inlayHint/resolve", hints.path(0).toString());
  }

  /** A question that no button answers is a file to fill in; the progress has a button. */
  private static void tell(LspProcess editor) {
    String uri = folder.resolve("telling.agent.yaml").toUri().toString();
    editor.open(uri, "agent: telling\nnodes:\n  ask: {ask: Why?}\n");
    editor.command("fermata.run", "{\"uri\":\"%s\"}".formatted(uri));
    String token = editor.reply("window/workDoneProgress/create", "null").path("token").asText();
    editor.progress("begin");
    editor.reply("window/showDocument", "{\"success\":false}");
    editor.tell("window/workDoneProgress/cancel", "{\"token\":\"" + token + "\"}");
    editor.progress("end");
  }
}
