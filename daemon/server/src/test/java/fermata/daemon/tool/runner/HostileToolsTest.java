package fermata.daemon.tool.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fermata.daemon.tool.ToolCatalog;
import fermata.daemon.tool.process.Processes;
import fermata.definition.text.SourceText;
import fermata.engine.run.ToolOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tool servers, runtimes and HTTP servers that do harm, as the transcript {@code hostile.txt} shows
 * it of programs: each call ends and says what happened, nothing of it stays, and the next call
 * meets a runner that is well.
 */
@Timeout(240)
class HostileToolsTest {

  /** More than any message, answer or output may have. */
  private static final long GIGABYTE = 1_000_000_000;

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final String DEAF =
      "trap '' TERM INT HUP; echo $$ >> pids; (trap '' TERM HUP; exec sleep 1000) & echo $! >> pids;";

  @TempDir Path workspace;
  private final CountDownLatch isOver = new CountDownLatch(1);
  private HttpServer server;
  private ExecutorService threads;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    isOver.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  // ---- what is asked

  private TestRunner runner(String name, String text) {
    return new TestRunner(workspace)
        .withCatalog(new ToolCatalog(workspace, List.of(new SourceText(name, text))));
  }

  /** A server on standard streams: it greets, has one tool {@code x}, and then does its worst. */
  private TestRunner stdio(String worst) {
    String script =
        "read -r a; echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}'; read -r b; read -r c;"
            + " echo '{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"tools\":[{\"name\":\"x\"}]}}';"
            + " read -r d; "
            + worst;
    return new TestRunner(workspace)
        .withCatalog(NpmServers.catalog(workspace, "odd", List.of("/bin/sh", "-c", script)));
  }

  private TestRunner http() {
    return runner(
        ".mcp.json",
        "{\"mcpServers\":{\"odd\":{\"url\":\"http://127.0.0.1:%d/mcp\"}}}"
            .formatted(server.getAddress().getPort()));
  }

  private TestRunner request() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/${{ args.how }}";
    return runner(
        "odd.tools.yaml",
        "tools: {odd.x: {description: Does its worst., input: {how: {type: string}}, http: {url: \""
            + url
            + "\"}}}");
  }

  private static String process(String script) {
    return "{\"source\":\"#!/bin/sh\\n"
        + script.replace("\\", "\\\\").replace("\"", "\\\"")
        + "\"}";
  }

  private static String shown(ToolOutcome outcome) {
    return switch (outcome) {
      case ToolOutcome.Completed(var result, _) -> "completed " + result;
      case ToolOutcome.Failed(var failure) -> "failed " + failure.kind() + " " + failure.message();
      case ToolOutcome.Lost(var failure) -> "lost " + failure.kind() + " " + failure.message();
      case ToolOutcome.TimedOut _ -> "timed out";
      case ToolOutcome.Cancelled _ -> "cancelled";
    };
  }

  private static void assertWell(TestRunner tools) {
    tools.withTimeout(Duration.ofSeconds(60));
    assertThat(shown(tools.call("json.parse", "{\"text\":\"1\"}")))
        .isEqualTo("completed {\"value\":1}");
  }

  /** All processes whose ids stand in the workspace end. */
  private void assertEnded() throws IOException {
    for (String pid : Files.readAllLines(workspace.resolve("pids"))) {
      while (Processes.isRunning(Long.parseLong(pid))) {
        Thread.onSpinWait();
      }
    }
  }

  // ---- tool servers on standard streams

  @Test
  void aServerThatHangsIsDeafAndForksEndsWithTheDaemon() throws Exception {
    try (TestRunner tools = stdio(DEAF + " while :; do sleep 0.1; done")) {
      tools.withTimeout(SHORT);
      assertThat(shown(tools.call("mcp:odd/x", "{}"))).isEqualTo("timed out");
      assertWell(tools);
    }
    assertEnded();
  }

  @Test
  void aServerThatWritesAGigabyteIsEnded() throws Exception {
    try (TestRunner tools = stdio("echo $$ >> pids; exec head -c " + GIGABYTE + " /dev/zero")) {
      assertThat(shown(tools.call("mcp:odd/x", "{}")))
          .startsWith("lost tool.server server 'odd': it wrote a message of more than 16777216");
      assertEnded();
      assertWell(tools);
    }
  }

  @Test
  void aServerThatWritesAGigabyteOfErrorsIsHeardAllTheSame() {
    String worst =
        "head -c 1000000000 /dev/zero >&2;"
            + " echo '{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{\"content\":[]}}'; read -r e";
    try (TestRunner tools = stdio(worst)) {
      assertThat(shown(tools.call("mcp:odd/x", "{}"))).startsWith("completed");
      assertWell(tools);
    }
  }

  @Test
  void aServerThatAnswersNonsenseIsWaitedForAndItsNonsenseIsKept() throws Exception {
    try (TestRunner tools = stdio("echo '{\"jsonrpc\":\"2.0\",\"id\":3,\"resu'; read -r e")) {
      tools.withTimeout(SHORT);
      assertThat(shown(tools.call("mcp:odd/x", "{}"))).isEqualTo("timed out");
      assertThat(tools.runner().servers().log(tools.catalog(), "odd"))
          .contains(
              "fermata: a line of the server is no message: {\"jsonrpc\":\"2.0\",\"id\":3,\"resu");
      assertWell(tools);
    }
  }

  @Test
  void ofTwoAnswersOfAServerTheFirstCounts() {
    String answer =
        "echo '{\"jsonrpc\":\"2.0\",\"id\":%d,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"%s\"}]}}';";
    String worst =
        answer.formatted(3, "one")
            + answer.formatted(3, "two")
            + "read -r e;"
            + answer.formatted(3, "three")
            + answer.formatted(4, "four")
            + "read -r f";
    try (TestRunner tools = stdio(worst)) {
      assertThat(shown(tools.call("mcp:odd/x", "{}"))).contains("\"one\"");
      assertThat(shown(tools.call("mcp:odd/x", "{}"))).contains("\"four\"");
    }
  }

  // ---- tool servers over HTTP

  @Test
  void aServerOverHttpEndsEveryCallWhateverItSends() {
    try (TestRunner tools = http()) {
      assertThat(shown(tools.call("mcp:odd/x", "{\"how\":\"broken\"}")))
          .isEqualTo("lost tool.server server 'odd': it sent something that is no answer");
      assertThat(shown(tools.call("mcp:odd/x", "{\"how\":\"other\"}")))
          .isEqualTo("lost tool.server server 'odd': it sent something that is no answer");
      assertThat(shown(tools.call("mcp:odd/x", "{\"how\":\"gigabyte\"}")))
          .isEqualTo("lost tool.server server 'odd': it sent something that is no answer");
      assertThat(shown(tools.call("mcp:odd/x", "{\"how\":\"twice\"}"))).contains("\"one\"");
      assertThat(shown(tools.call("mcp:odd/x", "{\"how\":\"away\"}")))
          .startsWith("failed tool.server server 'odd' refuses (code 0): HTTP 302");
      assertThat(shown(tools.call("mcp:odd/x", "{\"how\":\"flood\"}")))
          .startsWith(
              "lost tool.server server 'odd': the connection broke: a message of more than");
      assertWell(tools);
    }
  }

  @Test
  void aServerOverHttpThatHangsIsLeft() {
    try (TestRunner tools = http()) {
      shown(tools.call("mcp:odd/x", "{\"how\":\"twice\"}"));
      tools.withTimeout(SHORT);
      assertThat(shown(tools.call("mcp:odd/x", "{\"how\":\"silent\"}"))).isEqualTo("timed out");
      assertThat(shown(tools.call("mcp:odd/x", "{\"how\":\"drip\"}"))).isEqualTo("timed out");
      assertWell(tools);
      assertThat(shown(tools.call("mcp:odd/x", "{\"how\":\"twice\"}"))).contains("\"one\"");
    }
  }

  // ---- requests over HTTP

  @Test
  void aRequestEndsWhateverItsServerSends() {
    try (TestRunner tools = request()) {
      assertThat(shown(tools.call("odd.x", "{\"how\":\"broken\"}")))
          .startsWith("failed tool.result");
      assertThat(shown(tools.call("odd.x", "{\"how\":\"gigabyte\"}")))
          .isEqualTo("failed tool.output the server answered more than 8388608 bytes");
      assertThat(shown(tools.call("odd.x", "{\"how\":\"flood\"}")))
          .isEqualTo("failed tool.output the server answered more than 8388608 bytes");
      assertThat(shown(tools.call("odd.x", "{\"how\":\"away\"}")))
          .contains("HTTP 302 leads elsewhere");
      tools.withTimeout(SHORT);
      assertThat(shown(tools.call("odd.x", "{\"how\":\"silent\"}"))).isEqualTo("timed out");
      assertThat(shown(tools.call("odd.x", "{\"how\":\"drip\"}"))).isEqualTo("timed out");
      assertWell(tools);
    }
  }

  // ---- programs that stay

  @Test
  void aRuntimeThatForksAndHangsEndsWithItsChildren() throws Exception {
    String worst = "cd '" + workspace + "'; " + DEAF + " while :; do sleep 0.1; done";
    try (TestRunner tools = new TestRunner(workspace).withTimeout(SHORT)) {
      assertThat(shown(tools.call("code.process", process(worst)))).isEqualTo("timed out");
      assertEnded();
      assertWell(tools);
    }
  }

  @Test
  void ofTwoResultsOfARuntimeTheFirstCounts() {
    String source =
        process(
            "n=0; while read -r l; do n=$((n+1)); echo {broken;"
                + " echo \"{\\\"id\\\":$n,\\\"result\\\":{\\\"n\\\":$n}}\";"
                + " echo \"{\\\"id\\\":$n,\\\"result\\\":{\\\"n\\\":-1}}\"; done");
    try (TestRunner tools = new TestRunner(workspace)) {
      assertThat(shown(tools.call("code.process", source))).isEqualTo("completed {\"n\":1}");
      assertThat(shown(tools.call("code.process", source))).isEqualTo("completed {\"n\":2}");
      assertThat(tools.heard).contains("output {broken\n");
    }
  }

  // ---- a server that does as it is told

  private void answer(HttpExchange exchange) throws IOException {
    byte[] asked = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (!path.equals("/mcp")) {
      misbehave(exchange, path.substring(1), "0");
      return;
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.sendResponseHeaders(405, -1);
      exchange.close();
      return;
    }
    var message = TestRunner.json(new String(asked, StandardCharsets.UTF_8));
    String id = message.path("id").asText();
    switch (message.path("method").asText()) {
      case "initialize" -> reply(exchange, "application/json", result(id, "{}"));
      case "tools/list" ->
          reply(exchange, "application/json", result(id, "{\"tools\":[{\"name\":\"x\"}]}"));
      case "tools/call" -> misbehave(exchange, message.at("/params/arguments/how").asText(), id);
      default -> {
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
      }
    }
  }

  private void misbehave(HttpExchange exchange, String how, String id) throws IOException {
    switch (how) {
      case "broken" -> reply(exchange, "application/json", "{\"half\":");
      case "other" -> reply(exchange, "application/json", result("77", "{}"));
      case "twice" ->
          reply(
              exchange,
              "text/event-stream",
              "data: "
                  + result(id, content("one"))
                  + "\n\ndata: "
                  + result(id, content("two"))
                  + "\n\n");
      case "away" -> {
        exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest");
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
      }
      case "gigabyte" -> flood(exchange, "application/json");
      case "flood" -> flood(exchange, "text/event-stream");
      case "drip" -> drip(exchange);
      default -> await();
    }
  }

  private static void flood(HttpExchange exchange, String type) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, 0);
    byte[] piece = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write("data: ".getBytes(StandardCharsets.UTF_8));
      for (long sent = 0; sent < GIGABYTE; sent += piece.length) {
        body.write(piece);
      }
    }
  }

  private void drip(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (!isOver.await(20, TimeUnit.MILLISECONDS)) {
        body.write(": drop\n\n".getBytes(StandardCharsets.UTF_8));
        body.flush();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void await() {
    try {
      isOver.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String content(String text) {
    return "{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}";
  }

  private static String result(String id, String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
  }

  private static void reply(HttpExchange exchange, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
