package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.platform.Hashes;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What runs write to the state of their agent stands in a journal of its own, with versions. */
@Timeout(60)
final class AgentStateTest {

  private static final String COUNTING =
      """
      agent: counting
      state:
        visits: {type: integer, reduce: add, default: 0, scope: agent}
      nodes:
        add: {set: {state.visits: 1}}
      """;

  @TempDir Path home;

  /** Two agents of one name in different folders are not the same. */
  private static String journal(Path folder) throws IOException {
    return "agent:counting@" + Hashes.sha256(folder.toRealPath().toString()).substring(0, 8);
  }

  @Test
  void eachWriteIsAnEventThatSaysWhoWroteWhat() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("counting.agent.yaml", COUNTING);
      RunStartResult first = daemon.run(peer, agent);
      TestDaemon.await(peer, first.run(), WaitUntil.TERMINAL);
      RunStartResult second = daemon.run(peer, agent);
      TestDaemon.await(peer, second.run(), WaitUntil.TERMINAL);
      String read =
          "{'session':'%s','limit':10,'waitMs':0,'types':['state.written']}"
              .formatted(journal(agent.resolveSibling("")));
      JsonNode events = peer.result("events/read", read).path("events");
      assertThat(events.findValuesAsText("type")).containsOnly("state.written").hasSize(2);
      assertThat(events.at("/0/data/value").asInt()).isEqualTo(1);
      assertThat(events.at("/1/data/value").asInt()).isEqualTo(2);
      assertThat(events.at("/1/data/version").asInt()).isEqualTo(2);
      assertThat(events.at("/1/data/session").asText()).isEqualTo(second.session());
    }
  }
}
