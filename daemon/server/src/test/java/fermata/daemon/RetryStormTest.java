package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests sent again and again, by clients that do not hear the replies: one effect for each key.
 */
@Timeout(120)
final class RetryStormTest {

  private static final int KEYS = 40;
  private static final int TRIES = 4;
  private static final long SEED = Long.getLong("sim.seed", 20_261_122);

  @TempDir Path home;
  @TempDir Path other;

  @Test
  void startsOneRunForEachKeyWhateverRepliesAreLost() {
    var random = new Random(SEED);
    Path agent;
    try (TestDaemon daemon = TestDaemon.open(home)) {
      agent = daemon.file("a.agent.yaml", Agents.ASK);
      for (int i = 0; i < KEYS * TRIES; i++) {
        // Half of them are gone before there is a reply to read.
        try (Peer peer = daemon.connect()) {
          var reply = peer.ask("run/start", start(agent, random.nextInt(KEYS)));
          if (random.nextBoolean()) {
            Peer.await(reply);
          }
        }
      }
      // What is stored now is what a crash leaves, in the middle of what is still under way.
      daemon.copy(other);
    }
    try (TestDaemon daemon = TestDaemon.open(other);
        Peer peer = daemon.connect()) {
      Map<Integer, String> first = startAll(peer, agent);
      assertThat(startAll(peer, agent)).as("seed %d", SEED).isEqualTo(first);
      assertThat(first.values()).doesNotHaveDuplicates();
      JsonNode runs = peer.result("run/list", "{'limit':500}").path("runs");
      assertThat(runs).as("seed %d", SEED).hasSize(KEYS);
    }
  }

  private static JsonNode start(Path agent, int key) {
    ObjectNode params = Json.mapper().createObjectNode().put("key", "storm-" + key);
    params.putObject("agent").put("uri", agent.toString());
    return params;
  }

  private static Map<Integer, String> startAll(Peer peer, Path agent) {
    var runs = new HashMap<Integer, String>();
    for (int key = 0; key < KEYS; key++) {
      JsonNode reply = Peer.await(peer.ask("run/start", start(agent, key)));
      runs.put(key, reply.at("/result/run").asText("error: " + reply));
    }
    return runs;
  }
}
