package fermata.daemon.tool.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.tool.ToolCatalog;
import fermata.daemon.tool.ToolExecution;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.ToolName;
import fermata.definition.tool.Certainty;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.tool.ToolTraits;
import fermata.engine.run.Failure;
import fermata.engine.run.ToolOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools of servers that others made, and of servers that do harm. */
class McpToolTest {

  @TempDir Path workspace;

  private TestRunner everything() {
    String program = NpmServers.program("everything").toString();
    return runner(NpmServers.catalog(workspace, "all", List.of(program, "stdio")));
  }

  private TestRunner runner(ToolCatalog catalog) {
    return new TestRunner(workspace).withCatalog(catalog);
  }

  private TestRunner script(String script) {
    return runner(NpmServers.catalog(workspace, "odd", List.of("/bin/sh", "-c", script)));
  }

  private static JsonNode result(ToolOutcome outcome) {
    assertThat(outcome).isInstanceOf(ToolOutcome.Completed.class);
    return ((ToolOutcome.Completed) outcome).result();
  }

  private static Failure failure(ToolOutcome outcome) {
    assertThat(outcome).isInstanceOf(ToolOutcome.Failed.class);
    return ((ToolOutcome.Failed) outcome).failure();
  }

  /** Nobody knows whether a call had its effect whose server ended meanwhile. */
  private static Failure lost(ToolOutcome outcome) {
    assertThat(outcome).isInstanceOf(ToolOutcome.Lost.class);
    return ((ToolOutcome.Lost) outcome).failure();
  }

  @Test
  void knowsNothingOfAServerThatWasNotAskedAndAllOfOneThatWas() throws InterruptedException {
    try (TestRunner tools = everything()) {
      ToolKnowledge before = tools.runner().knowledge(tools.catalog());
      assertThat(before.find(new ToolName("mcp:all/echo"))).isEmpty();
      assertThat(before.certainty("mcp:all/echo")).isEqualTo(Certainty.INCOMPLETE);
      assertThat(before.certainty("files.reed")).isEqualTo(Certainty.COMPLETE);

      ToolKnowledge after = tools.runner().ask(tools.catalog(), List.of("mcp:all/*"));
      assertThat(after.certainty("mcp:all/echo")).isEqualTo(Certainty.COMPLETE);
      assertThat(after.certainty("mcp:other/echo")).isEqualTo(Certainty.INCOMPLETE);
      assertThat(after.find(new ToolName("mcp:all/echo")))
          .hasValueSatisfying(
              tool ->
                  assertThat(tool.traits())
                      .isEqualTo(new ToolTraits(true, true, false, OnUnknown.ASK)));
    }
  }

  @Test
  void callsAToolAndStartsItsServerForThat() {
    try (TestRunner tools = everything()) {
      assertThat(
              result(tools.call("mcp:all/echo", "{\"message\":\"hello\"}")).path("text").asText())
          .isEqualTo("Echo: hello");
      assertThat(result(tools.call("mcp:all/get-sum", "{\"a\":2,\"b\":3}")).path("text").asText())
          .contains("5");
    }
  }

  @Test
  void givesWhatIsStructuredAsItIsAndPicturesAsContent() {
    try (TestRunner tools = everything()) {
      JsonNode weather =
          result(tools.call("mcp:all/get-structured-content", "{\"location\":\"New York\"}"));
      assertThat(weather.path("temperature").isNumber()).isTrue();
      JsonNode picture = result(tools.call("mcp:all/get-tiny-image", "{}"));
      assertThat(picture.path("content").path(0).path("type").asText()).isEqualTo("image");
    }
  }

  @Test
  void checksArgumentsBeforeTheServerSeesThem() {
    try (TestRunner tools = everything()) {
      Failure failure = failure(tools.call("mcp:all/echo", "{\"message\":7}"));
      assertThat(failure.kind()).isEqualTo("tool.arguments");
      assertThat(failure.pointer()).isEqualTo("/message");
      assertThat(failure(tools.call("mcp:all/ecko", "{}")).message())
          .isEqualTo("server 'all' has no tool 'ecko'");
    }
  }

  @Test
  void hearsOfProgress() {
    try (TestRunner tools = everything()) {
      String args = "{\"duration\":0.3,\"steps\":3}";
      result(tools.call("mcp:all/trigger-long-running-operation", args));
      assertThat(tools.heard).hasSizeGreaterThanOrEqualTo(2).allMatch(it -> it.contains("/3.0"));
    }
  }

  @Test
  void cancelsACallAndGoesOnWithTheSameServer() {
    try (TestRunner tools = everything()) {
      result(tools.call("mcp:all/echo", "{\"message\":\"a\"}"));
      ToolExecution call =
          tools.start("mcp:all/trigger-long-running-operation", "{\"duration\":60,\"steps\":600}");
      awaitProgress(tools);
      call.cancel();
      assertThat(call.await()).isInstanceOf(ToolOutcome.Cancelled.class);
      result(tools.call("mcp:all/echo", "{\"message\":\"b\"}"));
    }
  }

  @Test
  void takesAThousandCallsAtOnce() {
    try (TestRunner tools = everything()) {
      List<ToolExecution> calls =
          IntStream.range(0, 1_000)
              .mapToObj(n -> tools.start("mcp:all/echo", "{\"message\":\"" + n + "\"}"))
              .toList();
      for (int n = 0; n < calls.size(); n++) {
        assertThat(result(calls.get(n).await()).path("text").asText()).isEqualTo("Echo: " + n);
      }
    }
  }

  private static void awaitProgress(TestRunner tools) {
    while (tools.heard.isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void saysThatAServerWasKilledAndStartsItAnew() {
    try (TestRunner tools = everything()) {
      result(tools.call("mcp:all/echo", "{\"message\":\"a\"}"));
      ToolExecution call =
          tools.start("mcp:all/trigger-long-running-operation", "{\"duration\":60,\"steps\":600}");
      awaitProgress(tools);
      children().forEach(ProcessHandle::destroyForcibly);

      Failure failure = lost(call.await());
      assertThat(failure.kind()).isEqualTo("tool.server");
      assertThat(failure.message())
          .startsWith("server 'all': it ended with code 137: ")
          .contains("Starting default (STDIO) server");
      assertThat(result(tools.call("mcp:all/echo", "{\"message\":\"b\"}")).path("text").asText())
          .isEqualTo("Echo: b");
    }
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("mcp-server-everything"))
        .toList();
  }

  @Test
  void readsFilesThroughAServerAndNoOthers() throws Exception {
    Path program = NpmServers.program("filesystem");
    Files.writeString(workspace.resolve("note.txt"), "seven");
    try (TestRunner tools =
        runner(
            NpmServers.catalog(
                workspace, "fs", List.of(program.toString(), "${workspaceFolder}")))) {
      ToolKnowledge known = tools.runner().ask(tools.catalog(), List.of("mcp:fs/read_text_file"));
      assertThat(
              known.find(new ToolName("mcp:fs/read_text_file")).orElseThrow().traits().readOnly())
          .isTrue();
      assertThat(known.find(new ToolName("mcp:fs/write_file")).orElseThrow().traits().destructive())
          .isTrue();
      String note = workspace.toRealPath().resolve("note.txt").toString();
      assertThat(
              result(tools.call("mcp:fs/read_text_file", "{\"path\":\"" + note + "\"}"))
                  .path("content")
                  .asText())
          .isEqualTo("seven");
      Failure failure =
          failure(tools.call("mcp:fs/read_text_file", "{\"path\":\"/etc/hostname\"}"));
      assertThat(failure.kind()).isEqualTo("tool.failed");
      assertThat(failure.message()).contains("outside allowed directories");
    }
  }

  @Test
  void keepsWhatAServerRemembersBetweenCalls() {
    Path program = NpmServers.program("memory");
    try (TestRunner tools =
        runner(
            NpmServers.catalog(
                workspace,
                "memory",
                List.of(
                    "/usr/bin/env",
                    "MEMORY_FILE_PATH=" + workspace.resolve("memory.json"),
                    program.toString())))) {
      String entity =
          "{\"entities\":[{\"name\":\"Ann\",\"entityType\":\"person\",\"observations\":[\"sings\"]}]}";
      result(tools.call("mcp:memory/create_entities", entity));
      assertThat(result(tools.call("mcp:memory/read_graph", "{}")).toString()).contains("sings");
    }
  }

  @Test
  void tellsWhyAServerDoesNotStartAndWaitsBeforeTheNextTry() {
    try (TestRunner tools = script("echo no key given >&2; exit 3")) {
      Failure first = failure(tools.call("mcp:odd/x", "{}"));
      assertThat(first.kind()).isEqualTo("tool.server");
      assertThat(first.message()).isEqualTo("server 'odd': it ended with code 3: no key given");
      Failure second = failure(tools.call("mcp:odd/x", "{}"));
      assertThat(second.message()).contains("no key given (it is started again in ");
      assertThat(second.retryable()).isTrue();
    }
  }

  @Test
  void suffersNoHarmFromAServerThatTalksNonsense() {
    String greeting =
        "echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"protocolVersion\":\"1\"}}';";
    String tools =
        "echo '{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"tools\":[{\"name\":\"a b\"},{\"name\":\"x\","
            + "\"inputSchema\":{\"type\":\"nonsense\"},\"outputSchema\":7}]}}';";
    try (TestRunner odd =
        script(
            "read -r a; echo hello; echo '{broken'; echo '{\"id\":9}'; "
                + greeting
                + "read -r b; read -r c; "
                + tools
                + "read -r d; echo '{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{}}'; "
                + "read -r e; echo '{\"jsonrpc\":\"2.0\",\"id\":4,\"error\":{\"code\":-1,\"message\":\"no\"}}';"
                + "read -r f; head -c 20000000 /dev/zero")) {
      assertThat(failure(odd.call("mcp:odd/x", "{}")).kind()).isEqualTo("tool.result");
      assertThat(failure(odd.call("mcp:odd/x", "{}")).message())
          .isEqualTo("server 'odd' refuses (code -1): no");
      assertThat(lost(odd.call("mcp:odd/x", "{}")).message())
          .startsWith("server 'odd': it wrote a message of more than 16777216 bytes");
    }
  }

  @Test
  void readsWhatEditorsWriteAndTellsWhatAnEditorWouldAskFor() throws IOException {
    Path folder = Files.createDirectories(workspace.resolve("shop"));
    Files.writeString(
        folder.resolve("keys.env"), "# of the shop\nexport PLACE='the shop'\nBOTH=file\n");
    Files.writeString(
        folder.resolve("server.sh"),
        """
        read -r a; echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25"}}'
        read -r b; read -r c; echo '{"jsonrpc":"2.0","id":2,"result":{"tools":[{"name":"x"}]}}'
        id=3
        while read -r d; do
          printf '{"jsonrpc":"2.0","id":%d,"result":{"content":[{"type":"text","text":"%s"}]}}\\n' \
            $id "$KEY $PLACE $BOTH $REGION $NONE $1 $2 $(basename "$PWD")"
          id=$((id+1))
        done
        """);
    String json =
        """
        {
          // What VS Code writes, with comments and commas.
          "inputs": [
            {"type": "promptString", "id": "api-key", "description": "The key", "password": true},
            {"type": "pickString", "id": "region", "options": ["a", "b"], "default": "b"},
          ],
          "servers": {
            "shop": {
              "type": "stdio",
              "command": "/bin/sh",
              "args": ["${workspaceFolder}${/}shop/server.sh", "${workspaceFolderBasename}", "$1 ${x%y}"],
              "cwd": "${workspaceFolder}/shop",
              "env": {"KEY": "${input:api-key}", "REGION": "${input:region}", "BOTH": "entry", "NONE": null},
              "envFile": "${workspaceFolder}/shop/keys.env",
            },
            "asks": {"command": "x", "args": ["${command:pick.it}"]},
            "away": {"command": "x", "envFile": "nowhere.env"},
          },
        }
        """;
    ToolCatalog catalog =
        new ToolCatalog(
            workspace, List.of(new fermata.definition.text.SourceText(".vscode/mcp.json", json)));
    try (TestRunner tools = runner(catalog)) {
      assertThat(failure(tools.call("mcp:shop/x", "{}")).message())
          .isEqualTo(
              "server 'shop' cannot be used: an editor would ask for its input 'api-key'"
                  + " (set API_KEY in secrets.env or in the environment of the daemon)");
      Files.writeString(workspace.resolve("secrets.env"), "API_KEY=k-1\n");
      assertThat(result(tools.call("mcp:shop/x", "{}")).path("text").asText())
          .isEqualTo("k-1 the shop entry b  " + workspace.getFileName() + " $1 ${x%y} shop");
      assertThat(failure(tools.call("mcp:asks/x", "{}")).message())
          .isEqualTo(
              "server 'asks' cannot be used: '${command:pick.it}' has a value in an editor only");
      assertThat(failure(tools.call("mcp:away/x", "{}")).message())
          .isEqualTo(
              "server 'away': its file of variables "
                  + workspace.resolve("nowhere.env")
                  + " cannot be read");
    }
  }

  @Test
  void refusesAServerThatIsNotDeclaredWell() {
    String json =
        "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"args\":[\"${NO_SUCH_VARIABLE}\"]},"
            + "\"b\":{\"url\":\"file:///x\"},\"c\":{\"type\":\"sse\",\"url\":\"http://localhost\"},"
            + "\"d\":{},\"e\":{\"command\":\"/nowhere/x\"},},} // a comment";
    ToolCatalog catalog =
        new ToolCatalog(
            workspace, List.of(new fermata.definition.text.SourceText(".vscode/mcp.json", json)));
    try (TestRunner tools = runner(catalog)) {
      assertThat(failure(tools.call("mcp:a/x", "{}")).message())
          .isEqualTo(
              "server 'a' cannot be used: '${NO_SUCH_VARIABLE}' has no value in the environment of"
                  + " the daemon or in secrets.env");
      assertThat(failure(tools.call("mcp:b/x", "{}")).message())
          .isEqualTo("server 'b' cannot be used: its url is not one of http or https");
      assertThat(failure(tools.call("mcp:c/x", "{}")).message()).contains("'sse' is gone");
      assertThat(failure(tools.call("mcp:d/x", "{}")).message())
          .contains("neither a command nor a url");
      assertThat(failure(tools.call("mcp:e/x", "{}")).message())
          .isEqualTo("program '/nowhere/x' cannot be started: not found");
      assertThat(failure(tools.call("mcp:f/x", "{}")).kind()).isEqualTo("tool.missing");
    }
  }
}
