package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the language server, carried out by a daemon that it starts itself. */
class RelayTest {

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

  @TempDir Path folder;
  private Fermata fermata;
  private LspProcess editor;
  private String uri;

  @BeforeEach
  void start() throws IOException {
    fermata = new Fermata(folder);
    uri = Files.writeString(folder.resolve("asked.agent.yaml"), AGENT).toUri().toString();
    editor = new LspProcess(fermata).initialize();
  }

  @AfterEach
  void stop() {
    editor.close();
    fermata.close();
  }

  @Test
  void showsARunAndAsksItsQuestionWithButtons() {
    String session = run("one").path("session").asText();
    assertThat(editor.reply("window/workDoneProgress/create", "null").path("token").asText())
        .contains(session);
    assertThat(editor.progress("begin").path("cancellable").asBoolean()).isTrue();
    JsonNode question = editor.reply("window/showMessageRequest", "{\"title\":\"right\"}");
    assertThat(question.path("message").asText()).isEqualTo("Which way?");
    assertThat(question.path("actions").findValuesAsText("title")).containsExactly("left", "right");
    assertThat(editor.progress("end").path("message").asText()).isEqualTo("completed");
  }

  @Test
  void asksAgainWhenARunIsResumedWhoseQuestionWasPutAway() {
    String session = run("one").path("session").asText();
    editor.reply("window/workDoneProgress/create", "null");
    editor.reply("window/showMessageRequest", "null");
    editor.command("fermata.resume", "{\"session\":\"%s\"}".formatted(session));
    editor.reply("window/showMessageRequest", "{\"title\":\"left\"}");
    assertThat(editor.progress("end").path("message").asText()).isEqualTo("completed");
  }

  @Test
  void showsTheNewestRunOfASessionThatHadOthers() {
    String session = run("one").path("session").asText();
    editor.reply("window/workDoneProgress/create", "null");
    editor.reply("window/showMessageRequest", "{\"title\":\"right\"}");
    assertThat(editor.progress("end").path("message").asText()).isEqualTo("completed");
    String file = folder.resolve("asked.agent.yaml").toString();
    fermata.run("run", file, "--session", session, "--detach").expect(0);

    editor.command("fermata.resume", "{\"session\":\"%s\"}".formatted(session));
    editor.reply("window/workDoneProgress/create", "null");
    editor.reply("window/showMessageRequest", "{\"title\":\"left\"}");
    assertThat(editor.progress("end").path("message").asText()).isEqualTo("completed");
  }

  @Test
  void opensAFileToFillInForAQuestionWithFields() throws IOException {
    String text =
        AGENT
            .replace(
                "choices: [left, right]", "answer: {way: {type: string}, far: {type: integer}}")
            .replace("nodes.ask.choice", "nodes.ask.way");
    uri = Files.writeString(folder.resolve("form.agent.yaml"), text).toUri().toString();
    JsonNode started = run("one");
    assertThat(started.has("session")).as("%s", started).isTrue();
    editor.reply("window/workDoneProgress/create", "null");
    JsonNode shown = editor.reply("window/showDocument", "{\"success\":true}");
    Path file = Path.of(URI.create(shown.path("uri").asText()));
    assertThat(file).content().contains("# Which way?", "\nway: \n", "\nfar: \n");
    Files.writeString(file, "way: left\nfar: long\n");
    assertThat(
            editor
                .await(message -> message.path("method").asText().equals("window/showMessage"))
                .findValue("message")
                .asText())
        .startsWith("answer: ");
    Files.writeString(file, "way: left\nfar: 3\n");
    assertThat(editor.progress("end").path("message").asText()).isEqualTo("completed");
    assertThat(file).doesNotExist();
  }

  @Test
  void showsTheEventsAndTheDefinitionOfASessionAsFiles() throws IOException {
    String session = run("one").path("session").asText();
    editor.reply("window/workDoneProgress/create", "null");
    String argument = "{\"session\":\"%s\"}".formatted(session);
    JsonNode events = editor.command("fermata.openSession", argument);
    Path lines = Path.of(URI.create(events.path("result").path("uri").asText()));
    assertThat(lines).content().contains("\"type\":\"run.started\"", "Which way?");
    assertThat(editor.reply("window/showDocument", "{\"success\":true}").path("uri").asText())
        .isEqualTo(lines.toUri().toString());
    Files.writeString(folder.resolve("asked.agent.yaml"), AGENT.replace("Which way?", "Where?"));
    JsonNode definition = editor.command("fermata.openDefinition", argument);
    Path text = Path.of(URI.create(definition.path("result").path("uri").asText()));
    assertThat(text).hasFileName("asked.agent.yaml").content().isEqualTo(AGENT);
    JsonNode none = editor.command("fermata.openSession", "{\"session\":\"nobody\"}");
    assertThat(none.path("error").path("message").asText()).contains("nobody");
    editor.hangUp();
    assertThat(lines).doesNotExist();
    assertThat(text).doesNotExist();
  }

  @Test
  void tellsAnEditorThatAsksForTextsWhenASessionHasMoreEvents() {
    editor.close();
    editor =
        new LspProcess(fermata)
            .initialize(
                "{\"processId\":null,\"rootUri\":null,\"capabilities\":{\"workspace\":"
                    + "{\"textDocumentContent\":{}},"
                    + "\"window\":{\"showDocument\":{\"support\":true}}}}");
    String session = run("one").path("session").asText();
    JsonNode opened =
        editor.command("fermata.openSession", "{\"session\":\"%s\"}".formatted(session));
    String shown = opened.path("result").path("uri").asText();
    assertThat(shown).isEqualTo("fermata:/sessions/" + session + "/events.jsonl");
    assertThat(editor.reply("window/showDocument", "{\"success\":true}").path("uri").asText())
        .isEqualTo(shown);
    assertThat(content(shown)).contains("run.started");
    editor.reply("window/showMessageRequest", "{\"title\":\"left\"}");
    String text = "";
    while (!text.contains("run.completed")) {
      JsonNode refreshed = editor.reply("workspace/textDocumentContent/refresh", "null");
      assertThat(refreshed.path("uri").asText()).isEqualTo(shown);
      text = content(shown);
    }
    assertThat(text.lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
  }

  private String content(String shown) {
    return editor
        .request("workspace/textDocumentContent", "{\"uri\":\"%s\"}".formatted(shown))
        .path("result")
        .path("text")
        .asText();
  }

  @Test
  void holdsARunForADebuggerToAttachTo() {
    JsonNode held = editor.command("fermata.debug", "{\"uri\":\"%s\"}".formatted(uri));
    String session = held.path("result").path("session").asText();
    assertThat(held.path("result").path("attach").path("session").asText()).isEqualTo(session);
    assertThat(held.path("result").path("attach").path("request").asText()).isEqualTo("attach");
    editor.reply("window/workDoneProgress/create", "null");
    try (Watch watch = new Watch(fermata, session)) {
      watch.until("run.held");
    }
    try (var debugger = new DapProcess(fermata).initialize()) {
      debugger.done("configurationDone", "{}");
      debugger.done("attach", "{'session':'%s','stopOnEntry':true}".formatted(session));
      assertThat(debugger.stopped().top()).startsWith("ask");
      debugger.done("disconnect", "{}");
    }
    editor.command("fermata.resume", "{\"session\":\"%s\"}".formatted(session));
    editor.reply("window/showMessageRequest", "{\"title\":\"left\"}");
    assertThat(editor.progress("end").path("message").asText()).isEqualTo("completed");
  }

  @Test
  void startsOneRunForOneKey() {
    assertThat(run("same").path("session")).isEqualTo(run("same").path("session"));
  }

  @Test
  void answersByCommand() {
    run("one");
    editor.reply("window/workDoneProgress/create", "null");
    editor.await(message -> message.path("method").asText().equals("window/showMessageRequest"));
    String question =
        fermata
            .run("show", session(), "--json")
            .expect(0)
            .json()
            .findValue("questions")
            .get(0)
            .path("question")
            .asText();
    JsonNode reply =
        editor.command(
            "fermata.answer", "{\"question\":\"%s\",\"content\":\"left\"}".formatted(question));
    assertThat(reply.has("error")).as("%s", reply).isFalse();
    assertThat(editor.progress("end").path("message").asText()).isEqualTo("completed");
  }

  @Test
  void cancelsByCommand() {
    run("one");
    editor.reply("window/workDoneProgress/create", "null");
    JsonNode reply = editor.command("fermata.cancel", "{\"session\":\"%s\"}".formatted(session()));
    assertThat(reply.has("error")).as("%s", reply).isFalse();
    assertThat(editor.progress("end").path("message").asText()).startsWith("cancelled");
  }

  @Test
  void cancelsByTheButtonOfTheProgress() {
    run("one");
    String token = editor.reply("window/workDoneProgress/create", "null").path("token").asText();
    editor.progress("begin");
    editor.tell("window/workDoneProgress/cancel", "{\"token\":\"" + token + "\"}");
    assertThat(editor.progress("end").path("message").asText()).startsWith("cancelled");
  }

  @Test
  void resumesASessionInAnotherEditorAfterTheDaemonDied() {
    run("one");
    editor.reply("window/workDoneProgress/create", "null");
    String session = session();
    editor.close();
    fermata.killDaemon();
    try (LspProcess other = new LspProcess(fermata).initialize()) {
      JsonNode reply = other.command("fermata.resume", "{\"session\":\"%s\"}".formatted(session));
      assertThat(reply.has("error")).as("%s", reply).isFalse();
      other.reply("window/workDoneProgress/create", "null");
      other.reply("window/showMessageRequest", "{\"title\":\"left\"}");
      assertThat(other.progress("end").path("message").asText()).isEqualTo("completed");
    }
  }

  @Test
  void saysWhatHasChangedUnderARunThatIsResumed() throws IOException {
    run("one");
    String resume = "{\"session\":\"%s\"%s}";
    String session = session();
    editor.reply("window/workDoneProgress/create", "null");
    Path file = folder.resolve("asked.agent.yaml");
    Files.writeString(file, AGENT.replace("set: {way", "set: {turn").replace("{way:", "{turn:"));

    editor.command("fermata.resume", resume.formatted(session, ""));
    assertThat(
            editor
                .await(message -> message.path("method").asText().equals("window/showMessage"))
                .findValue("message")
                .asText())
        .contains("goes on with the one", "node 'done' changed", "acceptChanges");

    JsonNode accepted =
        editor.command("fermata.resume", resume.formatted(session, ",\"acceptChanges\":true"));
    assertThat(accepted.has("error")).as("%s", accepted).isFalse();
    editor.reply("window/showMessageRequest", "{\"title\":\"left\"}");
    assertThat(editor.progress("end").path("message").asText()).isEqualTo("completed");
    assertThat(fermata.run("events", session).expect(0).out()).contains("turn=left");
  }

  @Test
  void saysWhyACommandCannotBeCarriedOut() {
    JsonNode reply = editor.command("fermata.resume", "{\"session\":\"nobody\"}");
    assertThat(reply.path("error").path("message").asText()).contains("nobody");
  }

  private JsonNode run(String key) {
    JsonNode reply =
        editor.command("fermata.run", "{\"uri\":\"%s\",\"key\":\"%s\"}".formatted(uri, key));
    assertThat(reply.has("error")).as("%s", reply).isFalse();
    return reply.path("result");
  }

  private String session() {
    return editor
        .command("fermata.sessions", "{}")
        .path("result")
        .path("sessions")
        .get(0)
        .path("session")
        .asText();
  }
}
