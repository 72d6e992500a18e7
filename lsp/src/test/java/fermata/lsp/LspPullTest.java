package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An editor that asks for problems itself, and one that watches files for the server. */
class LspPullTest {

  private static final String PULLS =
      """
      {"textDocument":{"diagnostic":{}},"workspace":{"diagnostics":{"refreshSupport":true}}}""";
  private static final String TEXT =
      "agent: a\nmodel: x/y\nlimits: {tokens: 900}\nnodes:\n  a: {prompt: {file: ask.md}}\n";

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
  void isToldWhatHasNotChangedAndWhenToAskAgain() throws IOException {
    JsonObject capabilities = editor.initialize(PULLS);
    assertThat(
            capabilities
                .getAsJsonObject("diagnosticProvider")
                .get("interFileDependencies")
                .getAsBoolean())
        .isTrue();
    editor.open(uri, 1, TEXT);
    JsonObject first = report("");
    assertThat(first.get("kind").getAsString()).isEqualTo("full");
    assertThat(first.getAsJsonArray("items").toString()).contains("ask.md");
    String result = first.get("resultId").getAsString();
    assertThat(report(",\"previousResultId\":\"" + result + "\"").toString())
        .isEqualTo("{\"kind\":\"unchanged\",\"resultId\":\"" + result + "\"}");

    // A prompt that is made beside the text changes what is wrong in it.
    Files.writeString(folder.resolve("ask.md"), "Ask.");
    editor.notify(
        "workspace/didChangeWatchedFiles",
        "{\"changes\":[{\"uri\":\"%s\",\"type\":1}]}".formatted(folder.resolve("ask.md").toUri()));
    JsonObject refresh = editor.await(LspPullTest::isRefresh);
    editor.reply(refresh, "null");
    JsonObject second = report(",\"previousResultId\":\"" + result + "\"");
    assertThat(second.getAsJsonArray("items")).isEmpty();
    assertThat(editor.hasSeen("textDocument/publishDiagnostics")).isFalse();
  }

  @Test
  void isToldNothingOfATextThatIsNotOpen() {
    editor.initialize(PULLS);
    assertThat(report("").getAsJsonArray("items")).isEmpty();
  }

  @Test
  void isNotOfferedWhereTheEditorCouldNotBeToldToAskAgain() {
    JsonObject capabilities = editor.initialize("{\"textDocument\":{\"diagnostic\":{}}}");
    assertThat(capabilities.has("diagnosticProvider")).isFalse();
    editor.open(uri, 1, TEXT);
    assertThat(editor.diagnostics(uri, 1)).hasSize(1);
  }

  @Test
  void anEditorThatWatchesIsAskedOnceToWatch() {
    editor.initialize("{\"workspace\":{\"didChangeWatchedFiles\":{\"dynamicRegistration\":true}}}");
    JsonObject asked = editor.await(message -> isMethod(message, "client/registerCapability"));
    assertThat(asked.toString())
        .contains("workspace/didChangeWatchedFiles", "**/*.tools.{yaml,yml}");
    editor.reply(asked, "null");
    editor.notify("workspace/didChangeConfiguration", "{\"settings\":{}}");
    editor.open(uri, 1, TEXT);
    editor.diagnostics(uri, 1);
    assertThat(editor.hasSeen("client/registerCapability")).isFalse();
  }

  private static boolean isRefresh(JsonObject message) {
    return isMethod(message, "workspace/diagnostic/refresh");
  }

  private static boolean isMethod(JsonObject message, String method) {
    JsonElement name = message.get("method");
    return name != null && name.getAsString().equals(method);
  }

  private JsonObject report(String more) {
    return editor
        .request(
            "textDocument/diagnostic", "{\"textDocument\":{\"uri\":\"" + uri + "\"}" + more + "}")
        .getAsJsonObject("result");
  }
}
