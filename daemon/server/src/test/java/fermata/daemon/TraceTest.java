package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run belongs to the trace of what started it, and so does whatever it causes elsewhere. */
@Timeout(60)
final class TraceTest {

  private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String TRACE = "00-" + ID + "-00f067aa0ba902b7-01";
  private static final String OTHER = "00-11111111111111111111111111111111-00f067aa0ba902b7-01";
  private static final String TRACED = ",'_meta':{'traceparent':'" + TRACE + "'}";

  private static final String AGENT =
      """
      agent: traced
      model: openai/any
      tools: [look.*, "mcp:look/*"]
      approvals: {default: allow}
      output: {program: {type: string}, server: {type: string}}
      nodes:
        program: {tool: look.program, args: {}, outputs: {trace: {type: string}}, next: web}
        web: {tool: look.web, args: {}, next: server}
        server: {tool: "mcp:look/trace", args: {}, outputs: {text: {type: string}}, next: child}
        child: {agent: ask, next: think}
        think: {prompt: Say hi., next: say}
        say:
          set:
            program: "${{ nodes.program.trace }}"
            server: "${{ nodes.server.text }}"
          outputs: {program: {type: string}, server: {type: string}}
      """;

  private static final String TOOLS =
      """
      tools:
        look.program:
          description: Says which trace it is called in.
          command: [sh, -c, "printf '{\\"trace\\": \\"%s\\"}' \\"$TRACEPARENT\\""]
          output: {trace: {type: string}}
        look.web:
          description: Asks a server.
          http: {url: BASE/tool}
      """;

  /** Answers what a client of it must ask, and a call with the trace that it was told. */
  private static final String SERVER =
      """
      while read -r line; do
        id=$(printf '%s' "$line" | sed -n 's/.*"id":\\([0-9]*\\).*/\\1/p')
        trace=$(printf '%s' "$line" | sed -n 's/.*"traceparent":"\\([^"]*\\)".*/\\1/p')
        case $line in
          *'"initialize"'*) r='{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"look","version":"1"}}' ;;
          *'"tools/list"'*) r='{"tools":[{"name":"trace","inputSchema":{"type":"object"}}]}' ;;
          *'"tools/call"'*) r='{"content":[{"type":"text","text":"'$trace'"}]}' ;;
          *) continue ;;
        esac
        printf '{"jsonrpc":"2.0","id":%s,"result":%s}\\n' "$id" "$r"
      done
      """;

  @TempDir Path home;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    exchange.getRequestBody().readAllBytes();
    heard.add(path + " " + exchange.getRequestHeaders().getFirst("traceparent"));
    boolean isTool = path.equals("/tool");
    String reply =
        isTool
            ? "{}"
            : """
            data: {"choices":[{"index":0,"delta":{"content":"hi"},"finish_reason":"stop"}]}

            data: [DONE]

            """;
    byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", isTool ? "application/json" : "text/event-stream");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private TestDaemon open() {
    return TestDaemon.open(
        home,
        TestDaemon.Wish.USUAL.withEnvironment(
            Map.of(
                "PATH",
                System.getenv("PATH"),
                "OPENAI_API_KEY",
                "none",
                "OPENAI_BASE_URL",
                base() + "/v1")));
  }

  private static JsonNode start(Peer peer, Path agent, String more) {
    return peer.result(
        "run/start", "{'agent':{'uri':'%s'},'key':'start'%s}".formatted(agent, more));
  }

  /** {@return the traces that the events of a session belong to, each once} */
  private static List<String> traces(Peer peer, String session) {
    List<String> traces = new ArrayList<>();
    peer.result("events/read", "{'session':'" + session + "','limit':1000,'waitMs':0}")
        .path("events")
        .forEach(event -> traces.add(event.at("/cause/trace").asText("none")));
    return traces.stream().distinct().toList();
  }

  @Test
  void runsToolsModelsAndChildRunsBelongToTheTraceThatStartedThem() {
    JsonNode run;
    try (TestDaemon daemon = open();
        Peer peer = daemon.connect()) {
      daemon.file("look.tools.yaml", TOOLS.replace("BASE", base()));
      daemon.file("look.sh", SERVER);
      daemon.file(
          ".mcp.json", "{\"mcpServers\":{\"look\":{\"command\":\"sh\",\"args\":[\"look.sh\"]}}}");
      daemon.file("ask.agent.yaml", Agents.ASK);
      run = start(peer, daemon.file("traced.agent.yaml", AGENT), TRACED);
      await()
          .atMost(Duration.ofSeconds(50))
          .until(() -> peer.result("question/list", "{}").path("questions").size() == 1);
    }
    String id = run.path("run").asText();
    try (TestDaemon daemon = open();
        Peer peer = daemon.connect()) {
      peer.result(
          "question/answer",
          ("{'answers':[{'id':'%s.c4.q1','action':'accept','content':{'word':'yes'}}],'key':'a',"
                  + "'_meta':{'traceparent':'%s'}}")
              .formatted(id, OTHER));
      JsonNode output = TestDaemon.await(peer, id, WaitUntil.TERMINAL).output();
      assertThat(output)
          .isEqualTo(Peer.json("{'program':'%s','server':'%s'}".formatted(TRACE, TRACE)));
      assertThat(heard).containsExactly("/tool " + TRACE, "/v1/chat/completions " + TRACE);
      assertThat(traces(peer, run.path("session").asText())).containsExactly(TRACE);
      assertThat(traces(peer, id + ".c4"))
          .as("who answers in a trace of their own causes what they cause")
          .containsExactly(TRACE, OTHER);
    }
  }

  @Test
  void aRunThatWaitedAndACopyOfARunBelongToTheirOwn() {
    String fork;
    String later;
    JsonNode first;
    try (TestDaemon daemon = open();
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("ask.agent.yaml", Agents.ASK);
      first = start(peer, agent, "");
      String session = first.path("session").asText();
      TestDaemon.await(peer, first.path("run").asText(), WaitUntil.HELD);
      assertThat(traces(peer, session)).containsExactly("none");
      JsonNode forked =
          peer.result("session/fork", "{'session':'" + session + "','key':'f'" + TRACED + "}");
      fork = forked.path("run").asText();
      TestDaemon.await(peer, fork, WaitUntil.HELD);
      JsonNode queued =
          peer.result(
              "run/start",
              "{'agent':{'uri':'%s'},'session':'%s','onBusy':'queue','key':'later'%s}"
                  .formatted(agent, session, TRACED));
      assertThat(queued.path("outcome").asText()).isEqualTo("queued");
      later = queued.path("run").asText();
    }
    try (TestDaemon daemon = open();
        Peer peer = daemon.connect()) {
      for (String run : List.of(first.path("run").asText(), later, fork)) {
        TestDaemon.await(peer, run, WaitUntil.HELD);
        peer.result(
            "question/answer",
            "{'answers':[{'id':'%s.q1','action':'accept','content':{'word':'yes'}}],'key':'%s'}"
                .formatted(run, run));
        TestDaemon.await(peer, run, WaitUntil.TERMINAL);
      }
      assertThat(lastTrace(peer, first.path("run").asText())).isEqualTo("none");
      assertThat(lastTrace(peer, later)).isEqualTo(TRACE);
      assertThat(lastTrace(peer, fork)).isEqualTo(TRACE);
    }
  }

  /** {@return the trace that the end of a run belongs to} */
  private static String lastTrace(Peer peer, String run) {
    String session = peer.result("run/get", "{'run':'" + run + "'}").path("session").asText();
    JsonNode events =
        peer.result(
                "events/read",
                "{'session':'%s','limit':1000,'waitMs':0,'runs':['%s'],'types':['run.completed']}"
                    .formatted(session, run))
            .path("events");
    assertThat(events).as("ends of %s in %s", run, session).hasSize(1);
    return events.get(0).at("/cause/trace").asText("none");
  }

  @Test
  void aRefusalNamesTheTraceOfItsRequest() {
    try (TestDaemon daemon = open();
        Peer peer = daemon.connect()) {
      assertThat(peer.error("run/get", "{'run':'none'" + TRACED + "}").at("/data/traceId").asText())
          .isEqualTo(ID);
      assertThat(peer.error("run/get", "{'run':'none'}").path("data").has("traceId")).isFalse();
    }
  }
}
