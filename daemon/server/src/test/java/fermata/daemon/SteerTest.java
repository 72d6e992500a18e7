package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.model.StandIn;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody says to a model that is at work. */
@Timeout(60)
final class SteerTest {

  private static final String COUNTER =
      """
      agent: counter
      model: openai/small
      recovery: resume
      output: {text: {type: string}}
      nodes:
        count: {kind: llm, prompt: "How many?"}
      """;

  private static final String SCRIPT =
      """
      reply
        on red ones
        text Three.
      reply
        repeat
        wait counted
        text Seven.
      """;

  @TempDir Path home;

  private TestDaemon open(StandIn provider) {
    return TestDaemon.open(
        home,
        TestDaemon.Wish.USUAL.withEnvironment(
            Map.of("OPENAI_BASE_URL", provider.baseUrl(), "OPENAI_API_KEY", StandIn.KEY)));
  }

  private static String steer(RunStartResult run, String key) {
    return "{'session':'%s','text':'Count the red ones only.','key':'%s'}"
        .formatted(run.session(), key);
  }

  private static String kind(JsonNode error) {
    return error.at("/data/kind").asText();
  }

  @Test
  void isHeardAtTheNextTurnAlsoAfterARestart() throws IOException {
    try (StandIn provider = StandIn.start()) {
      provider.script(SCRIPT);
      RunStartResult run;
      try (TestDaemon daemon = open(provider);
          Peer peer = daemon.connect()) {
        run = daemon.run(peer, daemon.file("counter.agent.yaml", COUNTER));
        EventTail tail = EventTail.of(peer, run.session()).until("model.started");
        assertThat(peer.result("run/steer", steer(run, "a")).path("run").asText())
            .isEqualTo(run.run());
        assertThat(peer.result("run/steer", steer(run, "a")).path("replayed").asBoolean()).isTrue();
        JsonNode accepted =
            tail.until("steer.accepted").events().stream()
                .filter(event -> event.path("type").asText().equals("steer.accepted"))
                .findFirst()
                .orElseThrow();
        assertThat(accepted.at("/data/by").asText()).startsWith("local:");
        assertThat(accepted.at("/cause/key").asText()).isEqualTo("a");
        JsonNode nobody =
            peer.error(
                "run/steer", "{'run':'" + run.run() + "','step':'s9','text':'Hear me.','key':'b'}");
        assertThat(kind(nobody)).isEqualTo("InvalidState");
        assertThat(kind(peer.error("run/steer", "{'run':'" + run.run() + "','text':'','key':'c'}")))
            .isEqualTo("InvalidParams");
      }
      provider.open("counted");
      try (TestDaemon daemon = open(provider);
          Peer peer = daemon.connect()) {
        RunSummary ended = TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
        assertThat(String.valueOf(ended.output())).contains("Three.");
        assertThat(EventTail.of(peer, run.session()).until("run.completed").types())
            .containsOnlyOnce("steer.accepted", "steer.applied")
            .containsSubsequence("steer.accepted", "message.created", "steer.applied");
        assertThat(kind(peer.error("run/steer", steer(run, "d")))).isEqualTo("InvalidState");
      }
      assertThat(provider.requests().getLast().toString()).contains("Count the red ones only.");
    }
  }
}
