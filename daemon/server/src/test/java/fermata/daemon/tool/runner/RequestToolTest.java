package fermata.daemon.tool.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fermata.daemon.tool.ToolCatalog;
import fermata.daemon.tool.ToolExecution;
import fermata.definition.model.ToolName;
import fermata.definition.text.SourceText;
import fermata.definition.tool.ToolSchema;
import fermata.engine.run.Failure;
import fermata.engine.run.ToolOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools that are requests over HTTP, and operations of OpenAPI documents, against a server. */
class RequestToolTest {

  @TempDir Path workspace;
  private final List<String> asked = new CopyOnWriteArrayList<>();
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
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var headers = exchange.getRequestHeaders();
    asked.add(
        "%s %s key=%s idempotency=%s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                headers.getFirst("X-Key"),
                headers.getFirst("Idempotency-Key"),
                body));
    String path = exchange.getRequestURI().getPath();
    switch (path) {
      case "/v1/text" -> reply(exchange, 200, "text/plain", "plain words");
      case "/v1/list" -> reply(exchange, 200, "application/json", "[1,2]");
      case "/v1/busy" -> {
        exchange.getResponseHeaders().set("Retry-After", "7");
        reply(exchange, 503, "text/plain", "come back later");
      }
      case "/v1/gone" -> reply(exchange, 404, "application/json", "{\"error\":\"no such thing\"}");
      case "/v1/moved" -> {
        exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest");
        reply(exchange, 302, "text/plain", "");
      }
      case "/v1/broken" -> reply(exchange, 200, "application/json", "{\"half\":");
      case "/v1/large" -> reply(exchange, 200, "text/plain", "x".repeat(2_000));
      case "/v1/cut" -> exchange.close();
      case "/v1/silent" -> {}
      default -> reply(exchange, 200, "application/json", "{\"ok\":true}");
    }
  }

  private static void reply(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private TestRunner runner(String catalogue) throws IOException {
    Files.writeString(workspace.resolve("secrets.env"), "SHOP_KEY=s3cret\n");
    return new TestRunner(workspace).withCatalog(catalogue.replace("BASE", base()));
  }

  private static JsonNode result(ToolOutcome outcome) {
    assertThat(outcome).isInstanceOf(ToolOutcome.Completed.class);
    return ((ToolOutcome.Completed) outcome).result();
  }

  private static Failure failure(ToolOutcome outcome) {
    assertThat(outcome).isInstanceOf(ToolOutcome.Failed.class);
    return ((ToolOutcome.Failed) outcome).failure();
  }

  private static final String SHOP =
      """
      tools:
        shop.find:
          description: Finds things.
          input:
            folder: {type: string}
            words: {type: array, items: {type: string}, required: false}
            page: {type: integer, required: false}
          http:
            url: "BASE/v1/${{ args.folder }}"
            query: {q: "${{ args.words }}", page: "${{ args.page }}"}
            headers: {X-Key: "${{ secrets.SHOP_KEY }}"}
        shop.order:
          description: Orders a thing.
          input: {item: {type: string}, count: {type: integer, default: 1}}
          http:
            url: BASE/v1/orders
            body: {item: "${{ args.item }}", lines: [{count: "${{ args.count }}"}]}
        shop.keyless:
          description: Has no key.
          http: {url: BASE/v1/x, headers: {X-Key: "${{ secrets.NO_SUCH_KEY }}"}}
        shop.small:
          description: May answer little.
          output_bytes: 1000
          http: {url: BASE/v1/large}
      """;

  @Test
  void sendsWhatIsDeclaredWithKeysThatStandNowhereElse() throws IOException {
    try (TestRunner tools = runner(SHOP)) {
      assertThat(result(tools.call("shop.find", "{\"folder\":\"a b\",\"words\":[\"x&y\",\"z\"]}")))
          .isEqualTo(TestRunner.json("{\"ok\":true}"));
      result(tools.call("shop.order", "{\"item\":\"lamp\"}"));
    }
    assertThat(asked)
        .containsExactly(
            "GET /v1/a%20b?q=x%26y&q=z key=s3cret idempotency=null ",
            "POST /v1/orders key=null idempotency=run-1/s1/c1"
                + " {\"item\":\"lamp\",\"lines\":[{\"count\":1}]}");
  }

  @Test
  void staysInItsPathWhateverTheArgumentsHold() throws IOException {
    try (TestRunner tools = runner(SHOP)) {
      for (String escape : List.of("../admin", "x/../../admin", "a?b=c", "a#b", "@evil.example")) {
        result(tools.call("shop.find", "{\"folder\":" + quoted(escape) + "}"));
      }
      for (String escape : List.of("..", ".", "")) {
        assertThat(failure(tools.call("shop.find", "{\"folder\":" + quoted(escape) + "}")).kind())
            .isEqualTo("tool.arguments");
      }
    }
    assertThat(asked)
        .hasSize(5)
        .allSatisfy(request -> assertThat(request.split(" ", -1)[1]).matches("/v1/[^/?#]+"));
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  @Test
  void saysWhatAServerAnswers() throws IOException {
    try (TestRunner tools = runner(SHOP)) {
      assertThat(result(find(tools, "text")).path("text").asText()).isEqualTo("plain words");
      assertThat(result(find(tools, "list")).path("result")).hasSize(2);
      Failure busy = failure(find(tools, "busy"));
      assertThat(busy.kind()).isEqualTo("tool.http");
      assertThat(busy.message()).isEqualTo("host '127.0.0.1': HTTP 503: come back later");
      assertThat(busy.retryable()).isTrue();
      assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(7));
      assertThat(failure(find(tools, "gone")).retryable()).isFalse();
      assertThat(failure(find(tools, "moved")).message())
          .isEqualTo(
              "host '127.0.0.1': HTTP 302 leads elsewhere, and redirects of tools are not followed");
      assertThat(failure(find(tools, "broken")).kind()).isEqualTo("tool.result");
      assertThat(failure(tools.call("shop.small", "{}")).message())
          .isEqualTo("the server answered more than 1000 bytes");
    }
  }

  private static ToolOutcome find(TestRunner tools, String folder) {
    return tools.call("shop.find", "{\"folder\":\"" + folder + "\"}");
  }

  @Test
  void saysThatNobodyKnowsWhatCameOfARequestThatWasCut() throws IOException {
    try (TestRunner tools = runner(SHOP)) {
      assertThat(find(tools, "cut")).isInstanceOf(ToolOutcome.Lost.class);
      server.stop(0);
      assertThat(failure(find(tools, "x")).message()).isEqualTo("host '127.0.0.1': no connection");
    }
  }

  @Test
  void isCancelledWhileTheServerIsSilent() throws IOException {
    try (TestRunner tools = runner(SHOP)) {
      ToolExecution call = tools.start("shop.find", "{\"folder\":\"silent\"}");
      while (asked.isEmpty()) {
        Thread.onSpinWait();
      }
      call.cancel();
      assertThat(call.await()).isInstanceOf(ToolOutcome.Cancelled.class);
    }
  }

  @Test
  void refusesAnAddressWithoutAHost() throws IOException {
    Failure failure =
        failure(
            runner(
                    """
                    tools:
                      t.x: {description: Asks nobody., http: {url: "http://a..b/x"}, input: {}}
                    """)
                .call("t.x", "{}"));
    assertThat(failure.kind()).isEqualTo("tool.host");
    assertThat(failure.message()).isEqualTo("'http://a..b/x' names no host");
  }

  @Test
  void tellsOfAKeyThatIsNotSetWithoutOthers() throws IOException {
    try (TestRunner tools = runner(SHOP)) {
      assertThat(failure(tools.call("shop.keyless", "{}")).message())
          .isEqualTo("header 'X-Key' cannot be computed: a secret or an argument is not there");
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void promisesWhatTheMethodDoes() throws IOException {
    try (TestRunner tools = runner(SHOP)) {
      var known = tools.runner().knowledge(tools.catalog());
      assertThat(known.find(new ToolName("shop.find")).orElseThrow().traits().readOnly()).isTrue();
      assertThat(known.find(new ToolName("shop.order")).orElseThrow().traits().isRepeatable())
          .isFalse();
    }
  }

  private static final String DOCUMENT =
      """
      openapi: 3.0.4
      info: {title: Pets, version: "1"}
      servers: [{url: BASE/v1}]
      paths:
        /pets/{petId}:
          parameters:
            - {name: petId, in: path, required: true, schema: {type: string}, description: Which pet.}
          get:
            operationId: showPet
            summary: Tells of a pet
            parameters:
              - {name: with-food, in: query, schema: {type: boolean}}
              - {name: X-Trace, in: header, schema: {type: string}}
          put:
            operationId: putPet
            requestBody:
              required: true
              content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
          post:
            operationId: sendPicture
            requestBody: {required: true, content: {image/png: {schema: {type: string}}}}
        /pets:
          get: {summary: All pets}
      components:
        schemas:
          Pet:
            type: object
            required: [name]
            properties:
              name: {type: string, nullable: true}
              age: {type: integer, minimum: 0, exclusiveMinimum: true}
              friend: {$ref: "#/components/schemas/Pet"}
      """;

  private TestRunner pets(String more) throws IOException {
    Files.writeString(workspace.resolve("secrets.env"), "SHOP_KEY=s3cret\n");
    String catalogue =
        "apis: {pets: {file: pets.openapi.yaml, headers: {X-Key: \"${{ secrets.SHOP_KEY }}\"}"
            + more
            + "}}";
    return new TestRunner(workspace)
        .withCatalog(
            new ToolCatalog(
                workspace,
                List.of(
                    new SourceText("a.tools.yaml", catalogue),
                    new SourceText("pets.openapi.yaml", DOCUMENT.replace("BASE", base())))));
  }

  @Test
  void callsOperationsOfADocument() throws IOException {
    try (TestRunner tools = pets("")) {
      List<String> names =
          tools
              .runner()
              .knowledge(tools.catalog())
              .all()
              .map(ToolSchema::name)
              .map(ToolName::value)
              .filter(name -> name.startsWith("pets."))
              .toList();
      assertThat(names).containsExactly("pets.get/pets", "pets.putPet", "pets.showPet");
      result(tools.call("pets.showPet", "{\"petId\":\"a/b\",\"with-food\":true}"));
      result(tools.call("pets.putPet", "{\"petId\":\"7\",\"body\":{\"name\":null,\"age\":1}}"));
    }
    assertThat(asked)
        .containsExactly(
            "GET /v1/pets/a%2Fb?with-food=true key=s3cret idempotency=null ",
            "PUT /v1/pets/7 key=s3cret idempotency=run-1/s1/c1 {\"name\":null,\"age\":1}");
  }

  @Test
  void checksArgumentsByTheSchemasOfTheDocument() throws IOException {
    try (TestRunner tools = pets("")) {
      assertThat(failure(tools.call("pets.showPet", "{}")).message()).contains("petId");
      Failure young =
          failure(
              tools.call(
                  "pets.putPet",
                  "{\"petId\":\"7\",\"body\":{\"name\":\"a\",\"friend\":{\"name\":\"b\",\"age\":0}}}"));
      assertThat(young.pointer()).isEqualTo("/body/friend/age");
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void offersOnlyTheOperationsThatAreNamed() throws IOException {
    try (TestRunner tools = pets(", only: [showPet]")) {
      assertThat(failure(tools.call("pets.putPet", "{}")).kind()).isEqualTo("tool.missing");
    }
  }
}
