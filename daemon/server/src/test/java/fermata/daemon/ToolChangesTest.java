package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tools of servers and of clients change while the daemon runs, and everybody hears of it. */
@Timeout(60)
final class ToolChangesTest {

  /** Has one tool until it is called, and then two others. */
  private static final String SERVER =
      """
      say() { printf '%s\\n' "$1"; }
      read -r greeting
      say '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true}},"serverInfo":{"name":"odd","version":"1"}}}'
      read -r ready
      read -r list
      say '{"jsonrpc":"2.0","id":2,"result":{"tools":[{"name":"grow","inputSchema":{"type":"object"}},{"name":"old","inputSchema":{"type":"object"}}]}}'
      read -r call
      say '{"jsonrpc":"2.0","id":3,"result":{"content":[]}}'
      say '{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}'
      read -r again
      say '{"jsonrpc":"2.0","id":4,"result":{"tools":[{"name":"grow","description":"Grows","inputSchema":{"type":"object"}},{"name":"new","inputSchema":{"type":"object"}}]}}'
      read -r end
      """;

  private static final String OFFER =
      "{'offer':'o1','ttlMs':60000,'tools':[{'name':'client:%s','description':'Picks','input':{'type':'object'}}]}";

  @TempDir Path home;

  private static List<JsonNode> changes(EventTail events, int count) {
    return changes(events.until(_ -> changes(events).size() >= count)).stream()
        .map(event -> event.path("data"))
        .toList();
  }

  private static List<JsonNode> changes(EventTail events) {
    return events.events().stream()
        .filter(event -> event.path("schema").asText().equals("tool.changed.v1"))
        .toList();
  }

  @Test
  void tellsWhichToolsOfAServerAreOthers() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file("server.sh", SERVER);
      Path workspace =
          daemon
              .file(
                  ".mcp.json",
                  "{\"mcpServers\": {\"odd\": {\"command\": \"/bin/sh\", \"args\":"
                      + " [\"${workspaceFolder}/server.sh\"]}}}")
              .getParent();
      EventTail events = EventTail.of(peer, "workspace");
      peer.result(
          "tool/call",
          "{'name':'mcp:odd/grow','args':{},'workspace':'%s','timeoutMs':20000,'key':'1'}"
              .formatted(workspace));
      assertThat(changes(events, 1))
          .containsExactly(
              Peer.json(
                  "{'of':'mcp:odd','added':['mcp:odd/new'],'removed':['mcp:odd/old'],'changed':['mcp:odd/grow']}"));
    }
  }

  @Test
  void tellsWhichToolsAClientOffers() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      EventTail events = EventTail.of(peer, "workspace");
      peer.result("tool/offer", OFFER.formatted("pick"));
      peer.result("tool/offer", OFFER.formatted("pick"));
      peer.result("tool/offer", OFFER.formatted("show"));
      peer.result("tool/withdraw", "{'offer':'o1'}");
      assertThat(changes(events, 3))
          .extracting(change -> change.path("added") + " " + change.path("removed"))
          .containsExactly(
              "[\"client:pick\"] []",
              "[\"client:show\"] [\"client:pick\"]",
              "[] [\"client:show\"]");
    }
  }

  private static final String CATALOGUE =
      """
      tools:
        %s: {description: %s, command: [echo]}
        shop.keep: {description: Keeps., command: [echo]}
      """;

  @Test
  void tellsWhichToolsOfAnEditedCatalogueAreOthers() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path catalogue = daemon.file("shop.tools.yaml", CATALOGUE.formatted("shop.list", "Lists."));
      String list = "{'workspace':'%s'}".formatted(catalogue.getParent());
      EventTail events = EventTail.of(peer, "workspace");
      peer.result("tool/list", list);
      daemon.file("shop.tools.yaml", CATALOGUE.formatted("shop.find", "Finds."));
      peer.result("tool/list", list);
      peer.result("tool/list", list);
      daemon.file("shop.tools.yaml", CATALOGUE.formatted("shop.find", "Finds it."));
      peer.result("tool/list", list);
      List<JsonNode> told = changes(events, 2);
      assertThat(told.get(0).path("of").asText()).startsWith("folder:/");
      assertThat(told)
          .extracting(it -> it.path("added") + " " + it.path("removed") + " " + it.path("changed"))
          .containsExactly("[\"shop.find\"] [\"shop.list\"] []", "[] [] [\"shop.find\"]");
    }
  }

  @Test
  void tellsOfTheCatalogueOfAnArmedAgentWhenItIsSaved() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file("shop.tools.yaml", CATALOGUE.formatted("shop.list", "Lists."));
      Path agent =
          daemon.file(
              "shop.agent.yaml",
              """
              agent: shop
              entries: {default: {node: a, trigger: {event: {schema: never.v1}}}}
              nodes: {a: {tool: shop.keep}}
              """);
      EventTail events = EventTail.of(peer, "workspace");
      peer.result("agent/register", "{'uri':'%s','key':'r1'}".formatted(agent));
      daemon.file("shop.tools.yaml", CATALOGUE.formatted("shop.find", "Finds."));
      // Nobody asks for anything.
      assertThat(changes(events, 1).get(0).path("added").toString()).isEqualTo("[\"shop.find\"]");
    }
  }
}
