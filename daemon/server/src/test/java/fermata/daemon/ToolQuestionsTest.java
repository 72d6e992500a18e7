package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.daemon.ShutdownMode;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tools that want to know something of people before they can end. */
@Timeout(60)
final class ToolQuestionsTest {

  /** Speaks MCP; in a call it asks for an account, and tells the answer as its result. */
  private static final String SERVER =
      """
      say() { printf '%s\\n' "$1"; }
      read -r greeting
      say '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"odd","version":"1"}}}'
      read -r ready
      read -r list
      say '{"jsonrpc":"2.0","id":2,"result":{"tools":[{"name":"who","inputSchema":{"type":"object"},"annotations":{"readOnlyHint":true}}]}}'
      read -r call
      say '{"jsonrpc":"2.0","id":"e1","method":"elicitation/create","params":{"message":"Which account?","requestedSchema":{"type":"object","properties":{"name":{"type":"string","minLength":2,"$ref":"#/no"},"plan":{"type":"string","enum":["free","paid"],"default":"free"}},"required":["name"]}}}'
      read -r answer
      content=$(printf '%s' "$answer" | sed 's/["\\\\]/./g')
      say '{"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"'"$content"'"}]}}'
      read -r end
      """;

  @TempDir Path home;

  private TestDaemon open() {
    return TestDaemon.open(home);
  }

  private static Path asking(TestDaemon daemon) {
    daemon.file("server.sh", SERVER);
    daemon.file(
        ".mcp.json",
        "{\"mcpServers\": {\"odd\": {\"command\": \"/bin/sh\", \"args\":"
            + " [\"${workspaceFolder}/server.sh\"]}}}");
    return daemon.file(
        "who.agent.yaml",
        """
        agent: who
        approvals: {default: allow}
        output: {text: {type: string}}
        nodes:
          ask: {tool: "mcp:odd/who", outputs: {text: {type: string}}}
        """);
  }

  private static JsonNode asked(EventTail events) {
    return events.until("question.asked").events().stream()
        .filter(event -> event.path("type").asText().equals("question.asked"))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private static void answer(Peer peer, String answer) {
    peer.result("question/answer", "{'answers':[%s],'key':'a1'}".formatted(answer));
  }

  private static String result(EventTail events) {
    return events.until("tool.completed").events().stream()
        .filter(event -> event.path("type").asText().equals("tool.completed"))
        .findFirst()
        .orElseThrow()
        .path("data")
        .path("result")
        .path("text")
        .asText();
  }

  /** {@return the sessions in a state, as lists show them} */
  private static List<String> sessions(Peer peer, String state) {
    var found = new ArrayList<String>();
    for (JsonNode session :
        peer.result("session/list", "{'state':'%s'}".formatted(state)).path("sessions")) {
      assertThat(session.path("state").asText()).isEqualTo(state);
      found.add(session.path("session").asText());
    }
    return found;
  }

  @Test
  void asksWhatAToolServerWantsToKnowInTheMiddleOfACall() {
    try (TestDaemon daemon = open();
        Peer peer = daemon.connect()) {
      RunStartResult run = daemon.run(peer, asking(daemon));
      EventTail events = EventTail.of(peer, run.session());
      JsonNode question = asked(events).path("data");
      assertThat(question.path("kind").asText()).isEqualTo("form");
      assertThat(question.path("text").asText()).isEqualTo("Which account?");
      assertThat(question.path("tool").asText()).isEqualTo("mcp:odd/who");
      assertThat(question.path("fields").path("name").path("schema"))
          .isEqualTo(Peer.json("{'type':'string','minLength':2}"));
      assertThat(question.path("fields").path("plan").path("defaultValue").asText())
          .isEqualTo("free");

      // Its call is under way and can do nothing: the run is held like for any question.
      RunSummary held = TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      assertThat(held.status()).isEqualTo(RunStatus.HELD);
      String id = question.path("question").asText();
      assertThat(held.reasons()).containsExactly("question:" + id, "tool:c1");
      assertThat(sessions(peer, "held")).containsExactly(run.session());
      assertThat(sessions(peer, "active")).isEmpty();
      assertThat(
              peer.error(
                      "question/answer",
                      "{'answers':[{'id':'%s','action':'accept','content':{'name':'a'}}],'key':'a0'}"
                          .formatted(id))
                  .toString())
          .contains("/answers/0/content/name");
      answer(peer, "{'id':'%s','action':'accept','content':{'name':'ann'}}".formatted(id));
      assertThat(result(events))
          .contains("action.:.accept", "name.:.ann", "plan.:.free", "id.:.e1");
      TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
      assertThat(sessions(peer, "held")).isEmpty();
    }
  }

  @Test
  void asksWhatAProgramOfACatalogueWantsToKnow() {
    try (TestDaemon daemon = open();
        Peer peer = daemon.connect()) {
      daemon.file(
          "who.sh",
          """
          read -r args
          echo '{"fermata": {"ask": {"id": "bad", "question": ""}}}'
          read -r refused
          echo '{"fermata": {"ask": {"id": "q", "question": "Which?", "options": ["red", "blue"]}}}'
          read -r answer
          printf '{"text": "%s %s"}' "$(echo "$refused" | tr -d '"')" "$(echo "$answer" | tr -d '"')"
          """);
      daemon.file(
          "who.tools.yaml",
          """
          tools:
            who.asks:
              description: Asks.
              events: true
              command: [sh, who.sh]
          """);
      RunStartResult run =
          daemon.run(
              peer,
              daemon.file(
                  "who.agent.yaml",
                  "agent: who\napprovals: {default: allow}\nnodes: {ask: {tool: who.asks}}\n"));
      EventTail events = EventTail.of(peer, run.session());
      JsonNode question = asked(events).path("data");
      assertThat(question.path("kind").asText()).isEqualTo("choice");
      String id = question.path("question").asText();
      answer(peer, "{'id':'%s','action':'accept','content':'blue'}".formatted(id));
      assertThat(result(events)).contains("id:bad,error:/question", "{fermata:{id:q,answer:blue}}");
    }
  }

  @Test
  void tellsAToolServerThatSomebodyDeclined() {
    try (TestDaemon daemon = open();
        Peer peer = daemon.connect()) {
      RunStartResult run = daemon.run(peer, asking(daemon));
      EventTail events = EventTail.of(peer, run.session());
      String id = asked(events).path("data").path("question").asText();
      answer(peer, "{'id':'%s','action':'decline'}".formatted(id));
      assertThat(result(events)).contains("action.:.decline");
    }
  }

  @Test
  void withdrawsTheQuestionOfARunThatIsCancelled() {
    try (TestDaemon daemon = open();
        Peer peer = daemon.connect()) {
      RunStartResult run = daemon.run(peer, asking(daemon));
      EventTail events = EventTail.of(peer, run.session());
      asked(events);
      peer.result("run/cancel", "{'run':'%s','key':'c1'}".formatted(run.run()));
      List<String> types = events.until("run.cancelled").types();
      assertThat(types).contains("question.withdrawn").doesNotContain("question.answered");
      assertThat(peer.result("question/list", "{}").path("questions")).isEmpty();
    }
  }

  @Test
  void asksAgainWhereTheDaemonEndsWhileAToolServerAsks() {
    RunStartResult run;
    try (TestDaemon daemon = open();
        Peer peer = daemon.connect()) {
      run = daemon.run(peer, asking(daemon));
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      daemon.end(ShutdownMode.CHECKPOINT);
      daemon.awaitEnd();
    }
    try (TestDaemon daemon = open();
        Peer peer = daemon.connect()) {
      EventTail events = EventTail.of(peer, run.session());
      // The server only reads, so its call is repeated; what it had asked is not open any more.
      String id = run.run() + ".q2";
      events.until(
          event ->
              event.path("type").asText().equals("question.asked")
                  && event.at("/data/question").asText().equals(id));
      assertThat(events.types()).contains("question.withdrawn");
      answer(peer, "{'id':'%s','action':'accept','content':{'name':'ann'}}".formatted(id));
      assertThat(result(events)).contains("name.:.ann");
    }
  }

  @Test
  void asksAgainAfterACrashWhileAToolServerAsks() throws IOException {
    RunStartResult run;
    Path copy;
    try (TestDaemon daemon = TestDaemon.open(home.resolve("first"));
        Peer peer = daemon.connect()) {
      run = daemon.run(peer, asking(daemon));
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      copy = daemon.copy(home.resolve("copy"));
    }
    try (TestDaemon daemon = TestDaemon.open(copy);
        Peer peer = daemon.connect()) {
      EventTail events = EventTail.of(peer, run.session());
      String id = run.run() + ".q2";
      events.until(
          event ->
              event.path("type").asText().equals("question.asked")
                  && event.at("/data/question").asText().equals(id));
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      assertThat(sessions(peer, "held")).containsExactly(run.session());
      answer(peer, "{'id':'%s','action':'accept','content':{'name':'ann'}}".formatted(id));
      assertThat(result(events)).contains("name.:.ann");
    }
  }

  @Test
  void waitsForTheAnswerOfAPersonOverARestart() {
    RunStartResult run;
    try (TestDaemon daemon = open();
        Peer peer = daemon.connect()) {
      Path agent =
          daemon.file(
              "pick.agent.yaml",
              """
              agent: pick
              output: {answer: {type: string}}
              nodes:
                pick:
                  tool: human.ask
                  args: {question: "Where to?", options: [here, there], assignee: ann}
                  outputs: {answer: {type: string}}
              """);
      run = daemon.run(peer, agent);
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      daemon.end(ShutdownMode.CHECKPOINT);
      daemon.awaitEnd();
    }
    try (TestDaemon daemon = open();
        Peer peer = daemon.connect()) {
      JsonNode question =
          peer.result("question/list", "{'assignee':'ann'}").path("questions").get(0);
      assertThat(question.path("options").toString()).isEqualTo("[\"here\",\"there\"]");
      answer(
          peer,
          "{'id':'%s','action':'accept','content':'there'}"
              .formatted(question.path("question").asText()));
      JsonNode end = EventTail.of(peer, run.session()).until("run.completed").events().getLast();
      assertThat(end.path("data").path("output").path("answer").asText()).isEqualTo("there");
    }
  }
}
