package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing that an editor sends, right or wrong, ends the conversation. */
class LspRobustnessTest {

  private static final String URI = "untitled:a.agent.yaml";

  private final FakeEditor editor = new FakeEditor();

  @AfterEach
  void close() {
    editor.close();
  }

  @Test
  void answersAnEditorThatCanDoNothing() {
    JsonObject capabilities = editor.initialize("{}");
    assertThat(capabilities.get("documentSymbolProvider").getAsBoolean()).isTrue();
  }

  @Test
  void answersAnEditorThatSendsNullsEverywhere() {
    JsonObject reply =
        editor.request(
            "initialize",
            """
            {"processId":null,"rootUri":null,"rootPath":null,"initializationOptions":null,
             "capabilities":{"workspace":null,"textDocument":null,"window":null,"general":null},
             "trace":null,"workspaceFolders":null,"clientInfo":null}""");
    assertThat(reply.has("result")).isTrue();
  }

  @Test
  void refusesARequestBeforeInitialize() {
    JsonObject reply = editor.request("textDocument/hover", position(URI, 0, 0));
    assertThat(code(reply)).isIn(-32002, -32601);
    assertThat(code(editor.request("textDocument/definition", position(URI, 0, 0))))
        .isEqualTo(-32002);
  }

  @Test
  void refusesASecondInitializeAndWhatComesAfterShutdown() {
    editor.initialize("{}");
    assertThat(code(editor.request("initialize", "{\"capabilities\":{}}"))).isEqualTo(-32600);
    assertThat(editor.request("shutdown", "null").has("error")).isFalse();
    assertThat(code(editor.request("textDocument/definition", position(URI, 0, 0))))
        .isEqualTo(-32600);
  }

  @Test
  void namesAMethodThatIsNotServed() {
    editor.initialize("{}");
    assertThat(code(editor.request("textDocument/moniker", position(URI, 0, 0)))).isEqualTo(-32601);
  }

  @Test
  void goesOnAfterMistypedParametersOfAnySize() {
    editor.initialize("{}");
    String large = "x".repeat(200_000);
    JsonObject reply =
        editor.request(
            "textDocument/definition", "{\"textDocument\":[1,2],\"position\":\"" + large + "\"}");
    assertThat(code(reply)).isEqualTo(-32602);
    assertStillServes();
  }

  @Test
  void goesOnAfterABodyThatIsNoJson() {
    editor.initialize("{}");
    editor.sendBody("{\"jsonrpc\":");
    JsonObject reply = editor.await(message -> message.has("error"));
    assertThat(code(reply)).isEqualTo(-32700);
    assertStillServes();
  }

  @Test
  void goesOnAfterAHeaderThatMakesNoSense() {
    editor.initialize("{}");
    editor.sendRaw("Content-Length: many\r\nSomething\r\n\r\n");
    assertStillServes();
  }

  @Test
  void saysNothingToANotificationThatItCannotUse() {
    editor.initialize("{}");
    editor.notify("textDocument/didOpen", "{\"textDocument\":7}");
    editor.notify("$/unheardOf", "{}");
    editor.notify("textDocument/didChange", "[]");
    assertStillServes();
  }

  @Test
  void movesPositionsOutsideOfTheTextInside() {
    editor.initialize("{}");
    editor.open(URI, 1, "agent: a\n");
    for (String place :
        new String[] {position(URI, 99, 99), position(URI, 0, 9999), position(URI, -1, -7)}) {
      assertThat(editor.request("textDocument/definition", place).has("result")).isTrue();
    }
  }

  @Test
  void survivesChangesThatDoNotFitTheText() {
    editor.initialize("{}");
    editor.open(URI, 1, "agent: a\n");
    editor.notify(
        "textDocument/didChange",
        """
        {"textDocument":{"uri":"%s","version":2},"contentChanges":[
          {"range":{"start":{"line":5,"character":0},"end":{"line":2,"character":0}},"text":"b"}]}"""
            .formatted(URI));
    assertThat(editor.diagnostics(URI, 2)).isNotNull();
  }

  private void assertStillServes() {
    editor.open(URI, 1, "agent: still-here\n");
    assertThat(editor.diagnostics(URI, 1)).isNotNull();
    assertThat(editor.isServed()).isTrue();
  }

  static String position(String uri, int line, int character) {
    return "{\"textDocument\":{\"uri\":\"%s\"},\"position\":{\"line\":%d,\"character\":%d}}"
        .formatted(uri, line, character);
  }

  private static int code(JsonObject reply) {
    return reply.getAsJsonObject("error").get("code").getAsInt();
  }
}
