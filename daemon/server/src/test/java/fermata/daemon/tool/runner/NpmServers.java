package fermata.daemon.tool.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.tool.ToolCatalog;
import fermata.definition.text.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The servers that others made, where Node has installed them below {@code src/test/mcp}.
 *
 * <p>With {@code FERMATA_MCP_REQUIRED} in the environment they must be there.
 */
final class NpmServers {

  private static final Path FOLDER = Path.of("src/test/mcp/node_modules/.bin");

  private NpmServers() {}

  /** {@return the program of a server; where it is not installed, the test is skipped} */
  static Path program(String name) {
    Path program = FOLDER.resolve("mcp-server-" + name).toAbsolutePath();
    if (System.getenv("FERMATA_MCP_REQUIRED") != null) {
      assertThat(program).exists();
    }
    assumeTrue(
        Files.exists(program), "no MCP servers: npm install --no-package-lock in src/test/mcp");
    return program;
  }

  /** {@return a catalogue that declares one server} */
  static ToolCatalog catalog(Path workspace, String name, List<String> command) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode server = root.putObject("mcpServers").putObject(name);
    server.put("command", command.getFirst());
    ArrayNode args = server.putArray("args");
    command.stream().skip(1).forEach(args::add);
    server.putObject("env").put("WORKSPACE", "${workspaceFolder}");
    return new ToolCatalog(workspace, List.of(new SourceText(".mcp.json", root.toString())));
  }
}
