package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lists of agents, and claims of questions. */
@Timeout(60)
final class AgentListTest {

  @TempDir Path home;

  private static List<String> names(JsonNode result) {
    return result.path("agents").valueStream().map(each -> each.path("agent").asText()).toList();
  }

  @Test
  void listsTheAgentsOfAFolderWithWhatIsWrongWithThem() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path quick = daemon.file("b.agent.yaml", Agents.QUICK);
      daemon.file("broken.agent.yaml", "agent: broken\nnodes: {a: {sett: 1}}\n");
      daemon.file("notes.yaml", "no: agent\n");
      Path folder = Objects.requireNonNull(quick.getParent());
      for (String name : List.of("deep", "node_modules", ".hidden", ".claude/agents")) {
        Files.createDirectories(folder.resolve(name));
      }
      Files.writeString(folder.resolve("deep/ask.agent.yaml"), Agents.ASK);
      Files.writeString(folder.resolve("node_modules/no.agent.yaml"), Agents.ASK);
      Files.writeString(folder.resolve(".hidden/no.agent.yaml"), Agents.ASK);
      Files.writeString(
          folder.resolve(".claude/agents/claude.md"),
          "---\nname: claude\ndescription: Looks.\n---\nLook.\n");
      JsonNode all = peer.result("agent/list", "{'folder':'" + folder + "'}");
      assertThat(names(all)).containsExactly("claude", "quick", "broken", "ask");
      JsonNode broken = all.path("agents").get(2);
      assertThat(broken.path("problem").asText()).startsWith("line 2: key 'sett'");
      assertThat(broken.has("digest")).isFalse();
      assertThat(all.path("agents").get(1).path("digest").asText()).hasSize(64);
      JsonNode page = peer.result("agent/list", "{'folder':'" + folder + "','limit':2}");
      assertThat(names(page)).containsExactly("claude", "quick");
      assertThat(
              names(
                  peer.result(
                      "agent/list",
                      "{'folder':'"
                          + folder
                          + "','cursor':'"
                          + page.path("cursor").asText()
                          + "'}")))
          .containsExactly("broken", "ask");
      assertThat(peer.error("agent/list", "{'folder':'" + quick + "'}").path("message").asText())
          .contains("is not a folder");
    }
  }

  @Test
  void listsTheAgentsThatAreArmedOrHaveSessions() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path quick = daemon.file("quick.agent.yaml", Agents.QUICK);
      daemon.run(peer, quick);
      daemon.run(peer, quick);
      Path often =
          daemon.file(
              "often.agent.yaml",
              """
              agent: often
              entries: {default: {node: a, trigger: {every: 1h}}}
              nodes: {a: {set: {x: 1}}}
              """);
      peer.result("agent/register", "{'uri':'" + often + "','key':'arm'}");
      Files.delete(quick);
      JsonNode agents = peer.result("agent/list", "{}").path("agents");
      assertThat(agents).hasSize(2);
      assertThat(agents.get(0).path("agent").asText()).isEqualTo("often");
      assertThat(agents.get(0).path("armed").asBoolean()).isTrue();
      assertThat(agents.get(1).path("agent").asText()).isEqualTo("quick");
      assertThat(agents.get(1).path("sessions").asInt()).isEqualTo(2);
      assertThat(agents.get(1).path("problem").asText()).isEqualTo("the file cannot be read");
    }
  }

  @Test
  void tellsWhoIsAnsweringAQuestionAndKeepsNobodyFromIt() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect();
        Peer other = daemon.connect()) {
      String run = daemon.run(peer, daemon.file("ask.agent.yaml", Agents.ASK)).run();
      TestDaemon.await(peer, run, fermata.wire.method.run.WaitUntil.HELD);
      String claim = "{'question':'" + run + ".q1','ttlMs':60000}";
      JsonNode first = peer.result("question/claim", claim);
      assertThat(first.path("claimed").asBoolean()).isTrue();
      assertThat(first.path("by").asText()).endsWith(" with test");
      JsonNode second = other.result("question/claim", claim);
      assertThat(second.path("claimed").asBoolean()).isFalse();
      assertThat(second.path("until")).isEqualTo(first.path("until"));
      JsonNode shown = other.result("question/list", "{}").path("questions").get(0);
      assertThat(shown.path("claimedBy")).isEqualTo(first.path("by"));
      String back = claim.replace("60000", "0");
      other.result("question/claim", back);
      assertThat(other.result("question/claim", claim).path("claimed").asBoolean())
          .as("only who has a claim gives it back")
          .isFalse();
      peer.result("question/claim", back);
      assertThat(other.result("question/claim", claim).path("claimed").asBoolean()).isTrue();
      peer.result(
          "question/answer",
          "{'key':'a','answers':[{'id':'"
              + run
              + ".q1','action':'accept',"
              + "'content':{'word':'yes'}}]}");
      assertThat(other.error("question/claim", claim).path("data").path("kind").asText())
          .isEqualTo("NotFound");
      assertThat(
              other
                  .error("question/claim", claim.replace("60000", "300001"))
                  .path("message")
                  .asText())
          .contains("300001 (expected: 0 to 300000)");
    }
  }
}
