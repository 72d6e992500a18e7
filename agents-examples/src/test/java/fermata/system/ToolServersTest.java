package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tool server that others made, declared in the project file. */
class ToolServersTest {

  @TempDir Path folder;

  @Test
  void aRunCallsAToolOfAServerThatTheProjectFileDeclares() throws IOException {
    Path server =
        Path.of("../daemon/server/src/test/mcp/node_modules/.bin/mcp-server-everything")
            .toAbsolutePath()
            .normalize();
    if (System.getenv("FERMATA_MCP_REQUIRED") != null) {
      assertThat(server).exists();
    }
    assumeTrue(
        Files.exists(server),
        "no MCP servers: npm install --no-package-lock in daemon/server/src/test/mcp");
    Files.writeString(
        folder.resolve("fermata.yaml"),
        "servers: {all: {command: ['%s', stdio]}}%n".formatted(server));
    Path agent =
        Files.writeString(
            Files.createDirectories(folder.resolve("agents")).resolve("sum.agent.yaml"),
            """
            agent: sum
            input: {a: {type: integer}, b: {type: integer}}
            output: {text: {type: string}}
            approvals: {default: allow}
            nodes:
              add:
                tool: "mcp:all/get-sum"
                args: {a: "${{ input.a }}", b: "${{ input.b }}"}
                outputs: {text: {type: string}}
            """);
    try (var fermata = new Fermata(folder.resolve("home"))) {
      assertThat(fermata.run("check", agent.toString()).expect(0).out()).doesNotContain("error");
      Fermata.Ended ended =
          fermata.run("run", "--json", agent.toString(), "--input", "a=20", "--input", "b=22");
      assertThat(ended.expect(0).out()).contains("42");
    }
  }
}
