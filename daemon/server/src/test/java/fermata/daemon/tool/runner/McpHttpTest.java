package fermata.daemon.tool.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fermata.daemon.tool.ToolCatalog;
import fermata.daemon.tool.ToolExecution;
import fermata.definition.text.SourceText;
import fermata.engine.run.Failure;
import fermata.engine.run.ToolOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tools of servers behind streamable HTTP: one that others made, and one that does as it is told.
 */
class McpHttpTest {

  /** The request whose stream was cut. */
  private static final AtomicReference<String> RESUMED = new AtomicReference<>("");

  @TempDir Path workspace;

  private TestRunner runner(int port) {
    String json =
        "{\"servers\":{\"far\":{\"type\":\"http\",\"url\":\"http://127.0.0.1:%d/mcp\",\"headers\":{\"X-Key\":\"k\"}}}}"
            .formatted(port);
    return new TestRunner(workspace)
        .withCatalog(new ToolCatalog(workspace, List.of(new SourceText(".vscode/mcp.json", json))));
  }

  private static String text(ToolOutcome outcome) {
    assertThat(outcome).isInstanceOf(ToolOutcome.Completed.class);
    return ((ToolOutcome.Completed) outcome).result().path("text").asText();
  }

  private static Failure failure(ToolOutcome outcome) {
    assertThat(outcome).isInstanceOf(ToolOutcome.Failed.class);
    return ((ToolOutcome.Failed) outcome).failure();
  }

  private static Failure lost(ToolOutcome outcome) {
    assertThat(outcome).isInstanceOf(ToolOutcome.Lost.class);
    return ((ToolOutcome.Lost) outcome).failure();
  }

  private static Process start(Path program, int port) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(program.toString(), "streamableHttp");
    builder.environment().put("PORT", String.valueOf(port));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    while (process.isAlive() && !isListening(port)) {
      Thread.onSpinWait();
    }
    return process;
  }

  private static boolean isListening(int port) {
    try (var _ = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void callsAServerThatIsKilledInMidCallAndComesBack() throws Exception {
    Path program = NpmServers.program("everything");
    int port = freePort();
    Process server = start(program, port);
    try (TestRunner tools = runner(port)) {
      assertThat(text(tools.call("mcp:far/echo", "{\"message\":\"hello\"}")))
          .isEqualTo("Echo: hello");
      String args = "{\"duration\":0.3,\"steps\":3}";
      text(tools.call("mcp:far/trigger-long-running-operation", args));
      assertThat(tools.heard).isNotEmpty().allMatch(it -> it.contains("/3.0"));

      tools.heard.clear();
      ToolExecution call =
          tools.start("mcp:far/trigger-long-running-operation", "{\"duration\":60,\"steps\":600}");
      while (tools.heard.isEmpty()) {
        Thread.onSpinWait();
      }
      server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      Failure broken = lost(call.await());
      assertThat(broken.kind()).isEqualTo("tool.server");
      assertThat(broken.message()).startsWith("server 'far': the connection broke");
      assertThat(failure(tools.call("mcp:far/echo", "{\"message\":\"x\"}")).message())
          .isEqualTo("server 'far': it cannot be reached");

      server = start(program, port);
      ToolOutcome back = tools.call("mcp:far/echo", "{\"message\":\"b\"}");
      while (back instanceof ToolOutcome.Failed(var failure) && failure.retryable()) {
        back = tools.call("mcp:far/echo", "{\"message\":\"b\"}");
      }
      assertThat(text(back)).isEqualTo("Echo: b");
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void speaksAsTheProtocolWantsAndSaysHowAServerFails() throws Exception {
    var heard = new CopyOnWriteArrayList<String>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/mcp", exchange -> answer(exchange, heard));
    server.start();
    try (TestRunner tools = runner(server.getAddress().getPort())) {
      assertThat(text(tools.call("mcp:far/x", "{\"how\":\"json\"}"))).isEqualTo("one");
      assertThat(text(tools.call("mcp:far/x", "{\"how\":\"stream\"}"))).isEqualTo("two");
      assertThat(failure(tools.call("mcp:far/x", "{\"how\":\"status\"}")).message())
          .isEqualTo("server 'far' refuses (code 0): HTTP 503 later");
      assertThat(lost(tools.call("mcp:far/x", "{\"how\":\"cut\"}")).message())
          .isEqualTo("server 'far': its stream ended without an answer");
      assertThat(text(tools.call("mcp:far/x", "{\"how\":\"resumed\"}"))).isEqualTo("three");
      assertThat(heard).as("it asks for what came after").contains("GET after e7");
      assertThat(heard)
          .startsWith(
              "initialize null null k",
              "notifications/initialized 2025-11-25 s1 k",
              "tools/list 2025-11-25 s1 k");
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, List<String> heard) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String reached = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    if (reached != null) {
      heard.add("GET after " + reached);
      String answer = result(RESUMED.get(), content("three"));
      reply(exchange, 200, "text/event-stream", "id: e8\ndata: " + answer + "\n\n");
      return;
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.sendResponseHeaders(405, -1);
      exchange.close();
      return;
    }
    var message = TestRunner.json(body);
    String method = message.path("method").asText();
    var headers = exchange.getRequestHeaders();
    heard.add(
        "%s %s %s %s"
            .formatted(
                method,
                headers.getFirst("MCP-Protocol-Version"),
                headers.getFirst("Mcp-Session-Id"),
                headers.getFirst("X-Key")));
    String id = message.path("id").asText();
    switch (method) {
      case "initialize" -> {
        exchange.getResponseHeaders().set("Mcp-Session-Id", "s1");
        reply(
            exchange, 200, "application/json", result(id, "{\"protocolVersion\":\"2025-11-25\"}"));
      }
      case "tools/list" ->
          reply(exchange, 200, "application/json", result(id, "{\"tools\":[{\"name\":\"x\"}]}"));
      case "tools/call" -> call(exchange, message.at("/params/arguments/how").asText(), id);
      default -> reply(exchange, 202, "text/plain", "");
    }
  }

  private static void call(HttpExchange exchange, String how, String id) throws IOException {
    switch (how) {
      case "json" -> reply(exchange, 200, "application/json", result(id, content("one")));
      case "stream" ->
          reply(
              exchange,
              200,
              "text/event-stream",
              ": hello\r\n\r\nid: 1\r\ndata: {broken\r\n\r\nevent: message\r\ndata: "
                  + result(id, content("two"))
                  + "\r\n\r\n");
      case "resumed" -> {
        RESUMED.set(id);
        reply(exchange, 200, "text/event-stream", "retry: 1\nid: e7\ndata: \n\n");
      }
      case "status" -> reply(exchange, 503, "text/plain", "later");
      default -> reply(exchange, 200, "text/event-stream", "data: {\"half\"");
    }
  }

  private static String content(String text) {
    return "{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}";
  }

  private static String result(String id, String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
  }

  private static void reply(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
