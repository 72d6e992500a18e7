package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a daemon says of itself and draws for others. */
@Timeout(60)
final class DiagnosticsTest {

  @TempDir Path home;

  @Test
  void tellsWhoFollowsWhatAndHowFarTheyAre() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect();
        Peer other = daemon.connect()) {
      String session = daemon.run(peer, daemon.file("quick.agent.yaml", Agents.QUICK)).session();
      other.result("events/subscribe", "{'session':'*','from':{'kind':'now'}}");
      other.result(
          "events/subscribe",
          "{'session':'"
              + session
              + "','from':{'kind':'start'},'window':{'events':1,'bytes':4096}}");
      other.notification("events/batch");
      JsonNode all = peer.result("daemon/diagnostics", "{}");
      assertThat(all.get("connections")).hasSize(2);
      JsonNode views = all.at("/connections/1/subscriptions");
      assertThat(views).hasSize(2);
      assertThat(views.at("/0/session").asText()).isEqualTo("*");
      assertThat(views.at("/1/position").asLong()).isEqualTo(1);
      assertThat(views.at("/1/creditEvents").asLong()).isZero();
      assertThat(all.at("/connections/0/scope").asText()).isEqualTo("admin");
      assertThat(all.at("/connections/0/client").asText()).isEqualTo("test");
    }
  }

  @Test
  void givesTheEndOfTheLog() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path log = daemon.settings().run().log(daemon.settings().build());
      assertThat(peer.error("daemon/logs", "{}").at("/data/kind").asText()).isEqualTo("NotFound");
      Files.writeString(log, "one\ntwo\nthree two\n");
      JsonNode end = peer.result("daemon/logs", "{'lines':1}");
      assertThat(end.get("lines")).hasToString("[\"three two\"]");
      assertThat(end.get("file").asText()).isEqualTo(log.toString());
      JsonNode some = peer.result("daemon/logs", "{'contains':'two'}");
      assertThat(some.get("lines")).hasToString("[\"two\",\"three two\"]");
      assertThat(peer.error("daemon/logs", "{'lines':1001}").get("code").asInt()).isEqualTo(-32602);
    }
  }

  @Test
  void drawsAgents() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("quick.agent.yaml", Agents.QUICK);
      assertThat(drawn(peer, agent, "")).contains("flowchart").contains("say");
      assertThat(drawn(peer, agent, ",'format':'dot'")).startsWith("digraph");
      assertThat(drawn(peer, agent, ",'format':'svg'")).contains("<svg");
      assertThat(drawn(peer, agent, ",'text':'agent: a\\nnodes:\\n  other: {ask: Well?}\\n'"))
          .contains("other")
          .doesNotContain("say");
      Path empty = daemon.file("empty.agent.yaml", "agent: empty\n");
      assertThat(peer.error("agent/graph", "{'uri':'" + empty + "'}").at("/data/kind").asText())
          .isEqualTo("AgentInvalid");
    }
  }

  private static String drawn(Peer peer, Path agent, String more) {
    return peer.result("agent/graph", "{'uri':'" + agent + "'" + more + "}")
        .get("picture")
        .asText();
  }
}
