package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.WaitUntil;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents that are tools of other agents. */
@Timeout(60)
final class AgentToolTest {

  private static final String CALLER =
      """
      agent: caller
      output: {said: {type: string}}
      nodes:
        call: {tool: agent:quick, args: {word: hi}, outputs: {said: {type: string}}}
      """;

  @TempDir Path home;

  @Test
  void runAsChildrenWithTheIdsOfTheCalls() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file("other-name.agent.yaml", Agents.QUICK);
      RunStartResult run = daemon.run(peer, daemon.file("caller.agent.yaml", CALLER));
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).output())
          .isEqualTo(Peer.json("{'said':'hi!'}"));
      assertThat(EventTail.of(peer, run.session()).until("run.completed").types())
          .containsSubsequence(
              "tool.requested",
              "subrun.started",
              "run.held",
              "subrun.finished",
              "tool.completed",
              "run.completed");
      JsonNode child = peer.result("run/get", "{'run':'" + run.run() + ".c1'}");
      assertThat(child.path("status").asText()).isEqualTo("completed");
    }
  }

  @Test
  void areListedWithWhatTheyTakeAndAreNotCalledWithoutARun() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path folder =
          Objects.requireNonNull(daemon.file("quick.agent.yaml", Agents.QUICK).getParent());
      daemon.file("broken.agent.yaml", "agent: broken\nnodes: {a: {set: {n: \"${{ x }}\"}}}\n");
      JsonNode listed =
          peer.result("tool/list", "{'workspace':'" + folder + "'}")
              .path("tools")
              .valueStream()
              .filter(tool -> tool.path("name").asText().startsWith("agent:"))
              .reduce((one, other) -> Objects.requireNonNull(null, "two agents are listed"))
              .orElseThrow();
      assertThat(listed.path("name").asText()).isEqualTo("agent:quick");
      assertThat(listed.at("/inputSchema/properties/word/type").asText()).isEqualTo("string");
      String call = "{'name':'agent:quick','args':{},'workspace':'" + folder + "','key':'1'}";
      assertThat(peer.error("tool/call", call).toString()).contains("expected: run/start");
    }
  }
}
