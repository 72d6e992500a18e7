package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an editor with panels asks for, as far as it needs no daemon. */
class LspPanelsTest {

  private static final String URI = "untitled:a.agent.yaml";
  private static final String TEXT =
      """
      agent: greeter
      description: Greets
      input:
        name: {type: string, description: whom}
        often: {type: integer, default: 2}
      nodes:
        ask: {ask: How?, choices: [warmly, briefly]}
        write: {set: {x: "${{ input.name }}"}, outputs: {x: {type: string}}}
        sorry: {set: {x: no}, outputs: {x: {type: string}}}
      edges:
        - {from: ask, to: write}
        - {from: ask, to: sorry, on: failure}
        - {from: write, to: ask, when: "${{ input.often > 3 }}"}
      """;

  @TempDir Path folder;
  private FakeEditor editor;

  @BeforeEach
  void start() {
    editor =
        new FakeEditor(
            Map.of(
                "FERMATA_STATE_DIR",
                folder.resolve("state").toString(),
                "FERMATA_RUN_DIR",
                folder.resolve("run").toString()));
  }

  @AfterEach
  void close() {
    editor.close();
  }

  private JsonObject result(String method) {
    return editor
        .request(method, "{\"textDocument\":{\"uri\":\"%s\"}}".formatted(URI))
        .getAsJsonObject("result");
  }

  private void open(String text) {
    editor.initialize("{}");
    editor.open(URI, 1, text);
  }

  @Test
  void showsTheGraphAsATextThatIsNoFile() {
    JsonObject said =
        editor.initialize(
            """
            {"workspace":{"textDocumentContent":{}},"window":{"showDocument":{"support":true}}}""");
    assertThat(said.getAsJsonObject("workspace").getAsJsonObject("textDocumentContent").toString())
        .isEqualTo("{\"schemes\":[\"fermata\"]}");
    editor.open(URI, 1, TEXT);
    String shown = showGraph().getAsJsonObject("result").get("uri").getAsString();
    assertThat(shown).startsWith("fermata:/graph/greeter.txt?");
    assertThat(editor.await(message -> isCall(message, "window/showDocument")).toString())
        .contains(shown);
    assertThat(content(shown).getAsJsonObject("result").get("text").getAsString())
        .contains("ask", "write");
    assertThat(content("fermata:/graph/greeter.txt?file:///gone.agent.yaml").has("error")).isTrue();
    assertThat(content("fermata:graph").has("error")).isTrue();
    assertThat(content("file:///etc/passwd").has("error")).isTrue();
    assertThat(content("fermata:/sessions/s/events.jsonl").toString()).contains("no daemon runs");
  }

  @Test
  void showsTheGraphAsAFileWhereTheEditorAsksForNoTexts() {
    JsonObject said = editor.initialize("{}");
    assertThat(said.has("workspace")).isFalse();
    editor.open(URI, 1, TEXT);
    String shown = showGraph().getAsJsonObject("result").get("uri").getAsString();
    Path file = Path.of(java.net.URI.create(shown));
    assertThat(file).hasFileName("greeter.txt").content().contains("ask", "write");
    assertThat(editor.await(message -> isCall(message, "window/showMessage")).toString())
        .contains(file.toString());
    assertThat(showGraph().getAsJsonObject("result").get("uri").getAsString()).isEqualTo(shown);
    editor.close();
    assertThat(file).doesNotExist();
    assertThat(file.resolve("../..").normalize()).doesNotExist();
  }

  private JsonObject showGraph() {
    return editor.request(
        "workspace/executeCommand",
        "{\"command\":\"fermata.showGraph\",\"arguments\":[\"" + URI + "\"]}");
  }

  private JsonObject content(String uri) {
    return editor.request("workspace/textDocumentContent", "{\"uri\":\"" + uri + "\"}");
  }

  private static boolean isCall(JsonObject message, String method) {
    return message.has("method") && message.get("method").getAsString().equals(method);
  }

  @Test
  void givesTheGraphWithPlacesInTheDrawingAndInTheText() {
    open(TEXT);
    JsonObject graph = result("fermata/graph");
    JsonArray nodes = graph.getAsJsonArray("nodes");
    assertThat(nodes)
        .extracting(node -> node.getAsJsonObject().get("id").getAsString())
        .containsExactly("ask", "write", "sorry");
    JsonObject write = nodes.get(1).getAsJsonObject();
    assertThat(write.get("range"))
        .hasToString(
            "{\"start\":{\"line\":7,\"character\":2},\"end\":{\"line\":7,\"character\":7}}");
    assertThat(write.get("y").getAsInt())
        .isGreaterThan(nodes.get(0).getAsJsonObject().get("y").getAsInt());
    JsonArray edges = graph.getAsJsonArray("edges");
    assertThat(edges)
        .extracting(edge -> edge.getAsJsonObject().get("on").getAsString())
        .containsExactly("success", "failure", "success");
    JsonObject back = edges.get(2).getAsJsonObject();
    assertThat(back.get("turned").getAsBoolean()).isTrue();
    assertThat(back.get("words").getAsString()).isEqualTo("input.often > 3");
    assertThat(back.getAsJsonObject("range").getAsJsonObject("start").get("line").getAsInt())
        .isEqualTo(12);
    assertThat(back.get("path").getAsString()).startsWith("M");
    assertThat(graph.get("width").getAsInt()).isGreaterThan(write.get("width").getAsInt());
  }

  @Test
  void givesTheGraphOfATextWithErrors() {
    open(TEXT.replace("to: write", "to: wrote"));
    assertThat(result("fermata/graph").getAsJsonArray("nodes")).hasSize(3);
  }

  @Test
  void givesNoGraphOfATextThatIsNoDefinition() {
    open("- 1\n");
    assertThat(
            editor
                .request("fermata/graph", "{\"textDocument\":{\"uri\":\"%s\"}}".formatted(URI))
                .has("error"))
        .isFalse();
  }

  @Test
  void givesTheGraphAsSvg() {
    open(TEXT);
    assertThat(result("fermata/svg").get("svg").getAsString())
        .startsWith("<svg xmlns=")
        .contains(">sorry</text>");
  }

  @Test
  void tellsWhatARunWantsAsInput() {
    open(TEXT);
    JsonObject agent = result("fermata/agent");
    assertThat(agent.get("usable").getAsBoolean()).isTrue();
    JsonObject input = agent.getAsJsonObject("input");
    assertThat(input.keySet()).containsExactly("name", "often");
    assertThat(input.getAsJsonObject("name").get("required").getAsBoolean()).isTrue();
    assertThat(input.getAsJsonObject("name").get("description").getAsString()).isEqualTo("whom");
    assertThat(input.getAsJsonObject("often").get("defaultValue").getAsInt()).isEqualTo(2);
  }

  @Test
  void asksNoDaemonWhereNoneRuns() {
    editor.initialize("{}");
    JsonObject error =
        editor.request("fermata/request", "{\"method\":\"session/list\"}").getAsJsonObject("error");
    assertThat(error.getAsJsonObject("data").get("kind").getAsString()).isEqualTo("NoDaemon");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void tellsAnEditorWithPanelsThatNoDaemonRuns() {
    initializeWithPanels();
    JsonObject told =
        editor.await(
            message ->
                message.has("method")
                    && message.get("method").getAsString().equals("fermata/daemon"));
    assertThat(told.getAsJsonObject("params").get("state").getAsString()).isEqualTo("none");
  }

  @Test
  void leavesTheNamesOfCommandsToAnExtension() {
    JsonObject reply = initializeWithPanels();
    assertThat(reply.getAsJsonObject("result").getAsJsonObject("capabilities").keySet())
        .contains("hoverProvider")
        .doesNotContain("executeCommandProvider");
  }

  private JsonObject initializeWithPanels() {
    JsonObject reply =
        editor.request(
            "initialize", "{\"capabilities\":{},\"initializationOptions\":{\"panels\":true}}");
    editor.notify("initialized", "{}");
    return reply;
  }
}
