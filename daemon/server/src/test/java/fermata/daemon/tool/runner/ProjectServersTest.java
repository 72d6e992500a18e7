package fermata.daemon.tool.runner;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.daemon.tool.ToolCatalog;
import fermata.definition.text.SourceText;
import fermata.engine.run.ToolOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of tools that the project file declares. */
class ProjectServersTest {

  private static final String ECHO =
      """
      #!/bin/sh
      while read -r line; do
        case "$line" in
          *'"initialize"'*) printf '{"jsonrpc":"2.0","id":%s,"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"own","version":"1"}}}\\n' "$(id "$line")" ;;
          *'"tools/list"'*) printf '{"jsonrpc":"2.0","id":%s,"result":{"tools":[{"name":"who","inputSchema":{"type":"object"}}]}}\\n' "$(id "$line")" ;;
          *'"tools/call"'*) printf '{"jsonrpc":"2.0","id":%s,"result":{"content":[{"type":"text","text":"%s in %s"}]}}\\n' "$(id "$line")" "$OWN_KEY" "${PWD##*/}" ;;
        esac
      done
      """
          .replace(
              "while",
              "id() { printf '%s' \"$1\" | sed 's/.*\"id\":\\([^,}]*\\).*/\\1/'; }\nwhile");

  @TempDir Path folder;

  private TestRunner runner(String project, Map<String, String> environment) throws IOException {
    Path place = Files.createDirectories(folder.resolve("place/agents"));
    Path program = Files.writeString(folder.resolve("place/serve.sh"), ECHO);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    var file = new SourceText("../fermata.yaml", project);
    return new TestRunner(place, environment).withCatalog(new ToolCatalog(place, List.of(file)));
  }

  @Test
  void aServerWorksInTheFolderOfTheProjectAndGetsItsSecrets() throws IOException {
    String project =
        "servers: {own: {command: [./serve.sh], env: {OWN_KEY: 'k-${{ secrets.MINE }}'}}}\n";
    try (TestRunner tools = runner(project, Map.of("PATH", System.getenv("PATH"), "MINE", "7"))) {
      ToolOutcome outcome = tools.call("mcp:own/who", "{}");
      assertThat(outcome).isInstanceOf(ToolOutcome.Completed.class);
      assertThat(((ToolOutcome.Completed) outcome).result().path("text").asText())
          .isEqualTo("k-7 in place");
    }
  }

  @Test
  void aServerWhoseSecretIsNotThereIsNotStarted() throws IOException {
    String project = "servers: {own: {command: [./serve.sh], env: {K: '${{ secrets.NONE }}'}}}\n";
    try (TestRunner tools = runner(project, Map.of("PATH", System.getenv("PATH")))) {
      ToolOutcome outcome = tools.call("mcp:own/who", "{}");
      assertThat(((ToolOutcome.Failed) outcome).failure().message())
          .contains("'K' names a secret that is not set");
    }
  }

  @Test
  void aProjectFileWithErrorsDeclaresNoServers() throws IOException {
    String project = "servers: {own: {command: [./serve.sh]}}\nnosuch: 1\n";
    try (TestRunner tools = runner(project, Map.of("PATH", System.getenv("PATH")))) {
      ToolOutcome outcome = tools.call("mcp:own/who", "{}");
      assertThat(((ToolOutcome.Failed) outcome).failure().kind()).isEqualTo("tool.missing");
    }
  }
}
