package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life of tool servers, for who looks after them. */
@Timeout(60)
final class ToolServerTest {

  private static final String SERVER =
      """
      say() { printf '%s\\n' "$1"; }
      echo "my key is $API_KEY" >&2
      echo started >> starts
      read -r greeting
      say '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"odd","version":"1"}}}'
      read -r ready
      read -r list
      say '{"jsonrpc":"2.0","id":2,"result":{"tools":[{"name":"one","inputSchema":{"type":"object"}}]}}'
      read -r end
      """;

  @TempDir Path home;
  private TestDaemon daemon;
  private Peer peer;
  private Path workspace;

  @BeforeEach
  void start() {
    daemon =
        TestDaemon.open(
            home, TestDaemon.Wish.USUAL.withEnvironment(Map.of("API_KEY", "sesame-sesame")));
    peer = daemon.connect();
    daemon.file("server.sh", SERVER);
    daemon.file("broken.sh", "echo no such luck >&2; exit 3");
    Path servers =
        daemon.file(
            ".mcp.json",
            """
                {"mcpServers": {
                  "odd": {"command": "/bin/sh", "args": ["server.sh"],
                          "env": {"API_KEY": "${API_KEY}"}},
                  "broken": {"command": "/bin/sh", "args": ["broken.sh"]}}}\
                """);
    workspace = Objects.requireNonNull(servers.getParent());
  }

  @AfterEach
  void stop() {
    peer.close();
    daemon.close();
  }

  private JsonNode act(String method, String name, String more) {
    return peer.result(
        "toolServer/" + method,
        "{'workspace':'" + workspace + "','name':'" + name + "'" + more + "}");
  }

  private String state(String name) {
    for (JsonNode server :
        peer.result("toolServer/list", "{'workspace':'" + workspace + "'}").path("servers")) {
      if (server.path("name").asText().equals(name)) {
        return server.path("state").asText();
      }
    }
    return "none";
  }

  @Test
  void areStartedStoppedAndStartedAgain() {
    assertThat(state("odd")).isEqualTo("idle");
    JsonNode started = act("start", "odd", ",'key':'a'");
    assertThat(started.at("/server/state").asText()).isEqualTo("running");
    assertThat(started.at("/server/tools").asInt()).isEqualTo(1);

    JsonNode stopped = act("stop", "odd", ",'key':'b'");
    assertThat(stopped.at("/server/state").asText()).isEqualTo("stopped");
    assertThat(stopped.at("/server/problem").asText()).startsWith("stopped by local:");
    JsonNode call =
        peer.result(
            "tool/call", "{'name':'mcp:odd/one','workspace':'" + workspace + "','key':'c'}");
    assertThat(call.at("/error/message").asText())
        .as("nobody starts it behind the back of who stopped it")
        .contains("server 'odd' was stopped by local:");
    assertThat(act("start", "odd", ",'key':'a'").path("replayed").asBoolean())
        .as("a request that is sent again starts nothing")
        .isTrue();
    assertThat(state("odd")).isEqualTo("stopped");

    assertThat(act("restart", "odd", ",'key':'d'").at("/server/state").asText())
        .isEqualTo("running");
    assertThat(workspace.resolve("starts")).hasContent("started\nstarted");
    assertThat(turns())
        .containsExactly(
            "starting odd", "ready odd 1", "stopped odd 1", "starting odd 1", "ready odd 1");
  }

  /** {@return what was published of servers} */
  private List<String> turns() {
    var turns = new ArrayList<String>();
    JsonNode events = peer.result("events/read", "{'session':'workspace','limit':100,'waitMs':0}");
    for (JsonNode event : events.path("events")) {
      String schema = event.path("schema").asText();
      JsonNode data = event.path("data");
      if (schema.startsWith("tool.server.")) {
        String turn = schema.replace("tool.server.", "").replace(".v1", "");
        turns.add(
            (turn + " " + data.path("server").asText() + " " + data.path("tools").asText())
                .strip());
      }
    }
    return turns;
  }

  @Test
  void tellWhatTheyWroteToTheirErrorStreamWithoutSecrets() {
    act("start", "odd", ",'key':'a'");
    JsonNode lines = act("logs", "odd", "").path("lines");
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).asText()).startsWith("my key is").doesNotContain("sesame");
  }

  @Test
  void tellWhyTheyDoNotStart() {
    JsonNode broken = act("start", "broken", ",'key':'a'").path("server");
    assertThat(broken.path("state").asText()).isEqualTo("failed");
    assertThat(broken.path("problem").asText()).contains("code 3").contains("no such luck");
    assertThat(turns()).containsExactly("starting broken", "failed broken");
    assertThat(act("logs", "broken", ",'lines':1").at("/lines/0").asText())
        .isEqualTo("no such luck");
    JsonNode mistyped =
        peer.error("toolServer/stop", "{'workspace':'" + workspace + "','name':'od','key':'x'}");
    assertThat(mistyped.path("message").asText()).contains("did you mean 'odd'?");
  }
}
