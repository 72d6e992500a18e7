package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the panels of an editor do through the language server: ask, follow, steer. */
class PanelsTest {

  private static final String AGENT =
      """
      agent: asked
      nodes:
        ask:
          ask: Which way?
          choices: [left, right]
          next: done
        done:
          set: {way: "${{ nodes.ask.choice }}"}
          outputs: {way: {type: string}}
      """;

  /** More steps than a panel is sent ahead of what it has shown. */
  private static final String LONG =
      """
      agent: long
      limits: {steps: 2000}
      state:
        n: {type: integer, default: 0}
      nodes:
        count:
          set: {state.n: "${{ state.n + 1 }}"}
        done:
          set: {n: "${{ state.n }}"}
          outputs: {n: {type: integer}}
      edges:
        - {from: count, to: count, when: "${{ state.n < 600 }}"}
        - {from: count, to: done, default: true}
      """;

  private static final Path EXTENSION =
      Path.of("../client-stubs/vscode/src").toAbsolutePath().normalize();

  private static final Pattern ASKED = Pattern.compile("\\.(?:ask|tell)\\(\"([a-z]+/[A-Za-z]+)\"");

  @TempDir Path folder;
  private Fermata fermata;
  private LspProcess editor;

  @BeforeEach
  void start() {
    fermata = new Fermata(folder);
    editor = new LspProcess(fermata);
    editor.request(
        "initialize", "{\"capabilities\":{},\"initializationOptions\":{\"panels\":true}}");
    editor.tell("initialized", "{}");
  }

  @AfterEach
  void stop() {
    editor.close();
    fermata.close();
  }

  private String run(String name, String text) {
    try {
      String uri = Files.writeString(folder.resolve(name), text).toUri().toString();
      return editor
          .command("fermata.run", "{\"uri\":\"%s\"}".formatted(uri))
          .path("result")
          .path("session")
          .asText();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private JsonNode ask(String method, String params) {
    return editor.request(
        "fermata/request", "{\"method\":\"%s\",\"params\":%s}".formatted(method, params));
  }

  private void follow(String sub, String session, String from) {
    JsonNode reply =
        ask(
            "events/subscribe",
            "{\"sub\":\"%s\",\"session\":\"%s\",\"from\":%s}".formatted(sub, session, from));
    assertThat(reply.has("error")).as("%s", reply).isFalse();
  }

  private JsonNode batch(String sub) {
    return editor
        .await(
            message ->
                message.path("method").asText().equals("fermata/events")
                    && message.path("params").path("sub").asText().equals(sub))
        .path("params");
  }

  /** The types of the events of a stream up to one, every batch acknowledged. */
  private List<String> typesUntil(String sub, String last) {
    var types = new ArrayList<String>();
    while (!types.contains(last)) {
      JsonNode batch = batch(sub);
      typesIn(batch).forEach(types::add);
      editor.tell(
          "fermata/ack", "{\"sub\":\"%s\",\"batch\":%s}".formatted(sub, batch.path("batch")));
    }
    return types;
  }

  private static Stream<String> typesIn(JsonNode batch) {
    return batch.path("events").findValuesAsText("type").stream();
  }

  private JsonNode question(String session) {
    String which = session.isEmpty() ? "{}" : "{\"session\":\"%s\"}".formatted(session);
    return ask("question/list", which).path("result").path("questions").path(0);
  }

  private JsonNode answer(JsonNode question, String choice) {
    return ask(
        "question/answer",
        "{\"answers\":[{\"id\":%s,\"action\":\"accept\",\"content\":\"%s\"}],\"key\":\"k\"}"
            .formatted(question.path("question"), choice));
  }

  @Test
  void followsARunFromItsBeginningAndAnswersIt() {
    String session = run("asked.agent.yaml", AGENT);
    follow("one", session, "{\"kind\":\"start\"}");
    assertThat(typesUntil("one", "run.held")).startsWith("session.created", "run.started");
    assertThat(answer(question(session), "left").has("error")).isFalse();
    assertThat(typesUntil("one", "run.completed")).contains("question.answered");
  }

  @Test
  void goesOnAtACursor() {
    String session = run("asked.agent.yaml", AGENT);
    follow("one", session, "{\"kind\":\"start\"}");
    typesUntil("one", "run.held");
    ask("events/unsubscribe", "{\"sub\":\"one\"}");
    answer(question(session), "left");
    follow("two", session, "{\"kind\":\"cursor\",\"cursor\":\"e1.2\"}");
    assertThat(typesUntil("two", "run.completed")).doesNotContain("session.created");
  }

  @Test
  void sendsAPanelThatShowsNothingNoMoreThanAFewBatches() throws IOException {
    String session = run("long.agent.yaml", LONG);
    editor.request(
        "fermata/request",
        "{\"method\":\"run/wait\",\"params\":{\"run\":\"%s\",\"until\":\"terminal\"}}"
            .formatted(runOf(session)));
    follow("slow", session, "{\"kind\":\"start\"}");
    List<JsonNode> sent = List.of(batch("slow"), batch("slow"), batch("slow"), batch("slow"));
    // Whatever is asked now is answered while the stream stands still.
    assertThat(ask("session/get", "{\"session\":\"%s\"}".formatted(session)).has("result"))
        .isTrue();
    assertThat(sent.stream().flatMap(PanelsTest::typesIn)).doesNotContain("run.completed");
    editor.tell("fermata/ack", "{\"sub\":\"slow\",\"batch\":4}");
    assertThat(typesUntil("slow", "run.completed")).hasSizeGreaterThan(600);
  }

  private String runOf(String session) {
    return ask("session/get", "{\"session\":\"%s\"}".formatted(session))
        .path("result")
        .path("runs")
        .path(0)
        .path("run")
        .asText();
  }

  @Test
  void goesOnAfterTheDaemonWasKilled() {
    String session = run("asked.agent.yaml", AGENT);
    follow("one", session, "{\"kind\":\"start\"}");
    typesUntil("one", "run.held");
    fermata.killDaemon();
    JsonNode question =
        editor
            .request(
                "fermata/request", "{\"method\":\"question/list\",\"params\":{},\"start\":true}")
            .path("result")
            .path("questions")
            .path(0);
    answer(question, "right");
    assertThat(typesUntil("one", "run.completed")).doesNotContain("session.created");
  }

  @Test
  void pausesAndForksByCommand() {
    String session = run("asked.agent.yaml", AGENT);
    follow("one", session, "{\"kind\":\"start\"}");
    typesUntil("one", "run.held");
    JsonNode forked =
        editor.command("fermata.fork", "{\"session\":\"%s\"}".formatted(session)).path("result");
    assertThat(forked.path("session").asText()).isNotEmpty().isNotEqualTo(session);
    JsonNode paused = editor.command("fermata.pause", "{\"session\":\"%s\"}".formatted(session));
    assertThat(paused.path("result").path("run").asText()).isNotEmpty();
  }

  @Test
  void tellsWhileAFileIsEditedWhichWaitingRunsCouldNotGoOn() {
    run("asked.agent.yaml", AGENT);
    open(
        "asked.agent.yaml",
        AGENT.replace("\n  ask:\n", "\n  other:\n").replace("nodes.ask", "nodes.other"));
    JsonNode told =
        editor
            .await(message -> message.findValuesAsText("code").contains("impact/obstructed"))
            .path("params")
            .path("diagnostics")
            .path(0);
    assertThat(told.path("message").asText())
        .startsWith("a waiting run could not go on with this definition:")
        .contains("node 'ask', which is gone");
    assertThat(told.path("range").path("start").path("character").asInt()).isEqualTo(7);
  }

  @Test
  void tellsByLensesWhatWaitsAndHowTheLastRunWent() {
    run("asked.agent.yaml", AGENT);
    awaitHeld();
    open("asked.agent.yaml", AGENT);
    JsonNode lenses =
        editor.request(
            "textDocument/codeLens",
            "{\"textDocument\":{\"uri\":\"%s\"}}".formatted(uri("asked.agent.yaml")));
    assertThat(lenses.path("result").findValuesAsText("title"))
        .containsExactly("Run", "Debug", "Resume (1 held)", "Last run: held, 1 steps");
    JsonNode hints =
        editor
            .request(
                "textDocument/inlayHint",
                "{\"textDocument\":{\"uri\":\"%s\"},\"range\":%s}"
                    .formatted(
                        uri("asked.agent.yaml"),
                        "{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":9,\"character\":0}}"))
            .path("result");
    assertThat(hints).hasSize(1);
    assertThat(hints.path(0).path("label").asText()).isEqualTo("under way");
    assertThat(hints.path(0).path("position").toString()).isEqualTo("{\"line\":2,\"character\":6}");
    assertThat(hints.path(0).path("tooltip").path("value").asText())
        .isEqualTo("In the last run: under way");
    answer(question(""), "left");
    assertThat(hover(6, 3, "✓")).contains("In the last run: ✓ ", "\"way\" : \"left\"");
  }

  /** The daemon is looked at again and again; what is asked before is told of the run before. */
  private String hover(int line, int character, String wanted) {
    while (true) {
      String hover =
          editor
              .request(
                  "textDocument/hover",
                  "{\"textDocument\":{\"uri\":\"%s\"},\"position\":{\"line\":%d,\"character\":%d}}"
                      .formatted(uri("asked.agent.yaml"), line, character))
              .path("result")
              .path("contents")
              .path("value")
              .asText();
      if (hover.contains(wanted)) {
        return hover;
      }
      editor.await(message -> message.path("method").asText().equals("fermata/daemon"));
    }
  }

  private String uri(String name) {
    return folder.resolve(name).toUri().toString();
  }

  private void open(String name, String text) {
    var document = JsonNodeFactory.instance.objectNode().put("uri", uri(name));
    document.put("languageId", "fermata").put("version", 1).put("text", text);
    editor.tell("textDocument/didOpen", "{\"textDocument\":" + document + "}");
  }

  private JsonNode awaitHeld() {
    return editor.await(
        message ->
            message.path("method").asText().equals("fermata/daemon")
                && message.path("params").path("sessions").path("held").asInt() == 1);
  }

  @Test
  void refusesWhatIsNotForPanels() throws IOException {
    run("asked.agent.yaml", AGENT);
    assertThat(ask("daemon/shutdown", "{\"mode\":\"now\"}").path("error").path("message").asText())
        .isEqualTo("method daemon/shutdown is not for panels");
    JsonNode unknown = ask("session/get", "{\"session\":\"nobody\"}").path("error");
    assertThat(unknown.path("data").path("kind").asText()).isEqualTo("NotFound");
    JsonNode misspelt = ask("session/get", "{}").path("error");
    assertThat(misspelt.path("message").asText()).startsWith("session/get:");
    for (String method : askedByTheExtension()) {
      assertThat(ask(method, "{\"odd\":1}").toString()).doesNotContain("is not for panels");
    }
  }

  /** What the extension asks for anywhere must be something that it is given. */
  private static Set<String> askedByTheExtension() throws IOException {
    var asked = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(EXTENSION)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        ASKED.matcher(Files.readString(file)).results().forEach(found -> asked.add(found.group(1)));
      }
    }
    assertThat(asked).contains("session/delete", "question/answer").hasSizeGreaterThan(8);
    return asked;
  }

  @Test
  void tellsHowTheDaemonIs() {
    run("asked.agent.yaml", AGENT);
    assertThat(awaitHeld().path("params").path("state").asText()).isEqualTo("ready");
  }
}
