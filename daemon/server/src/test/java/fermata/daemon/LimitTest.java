package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.WaitUntil;
import java.io.FileWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that stand still because somebody wants that, and runs that come to their limits. */
@Timeout(60)
final class LimitTest {

  @TempDir Path home;

  @Test
  void standsStillAfterTheWorkUnderWayAndGoesOnAfterARestart() throws IOException {
    RunStartResult run;
    Path agent;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      agent = Agents.gated(daemon);
      run = daemon.run(peer, agent);
      CallFile.await(agent.resolveSibling("calls"), 1);
      JsonNode paused =
          peer.result("run/pause", "{'session':'" + run.session() + "','key':'p','reason':'tea'}");
      assertThat(paused.path("run").asText()).isEqualTo(run.run());
      assertThat(peer.result("run/get", "{'run':'" + run.run() + "'}").path("status").asText())
          .isEqualTo("pausing");
      openGate(agent);
      RunSummary held = TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      assertThat(held.status()).isEqualTo(RunStatus.HELD);
      assertThat(held.reasons()).containsExactly("paused");
    }
    assertThat(CallFile.keysOf(agent.resolveSibling("calls"), "mark")).isEmpty();
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.HELD).reasons())
          .containsExactly("paused");
      peer.result("run/resume", "{'session':'" + run.session() + "','key':'r'}");
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.COMPLETED);
      EventTail tail = EventTail.of(peer, run.session()).until("run.completed");
      assertThat(tail.types())
          .containsSubsequence(
              "tool.started", "run.pausing", "tool.completed", "run.held", "run.resumed");
    }
    assertThat(CallFile.lines(agent.resolveSibling("calls"))).hasSize(2);
  }

  private static void openGate(Path agent) throws IOException {
    try (var gate = new FileWriter(agent.resolveSibling("gate").toFile(), StandardCharsets.UTF_8)) {
      gate.write("go\n");
    }
  }

  @Test
  void refusesToPauseWhatHasEnded() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      RunStartResult run = daemon.run(peer, daemon.file("a.agent.yaml", Agents.QUICK));
      TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
      assertThat(kind(peer.error("run/pause", "{'run':'" + run.run() + "','key':'p'}")))
          .isEqualTo("InvalidState");
    }
  }

  @Test
  void refusesOneMoreRunThanTheAgentMayHave() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent =
          daemon.file(
              "a.agent.yaml",
              Agents.ASK.replace("output:", "limits: {concurrent_runs: 2}\noutput:"));
      RunStartResult first = daemon.run(peer, agent);
      RunStartResult second = daemon.run(peer, agent);
      TestDaemon.await(peer, second.run(), WaitUntil.HELD);
      JsonNode refusal = peer.error("run/start", "{'agent':{'uri':'" + agent + "'},'key':'third'}");
      assertThat(kind(refusal)).isEqualTo("LimitExceeded");
      assertThat(refusal.path("data").path("limit").asText()).isEqualTo("concurrent_runs");

      Path other = daemon.file("b.agent.yaml", "" + Agents.ASK);
      TestDaemon.await(peer, daemon.run(peer, other).run(), WaitUntil.HELD);
      peer.result("run/cancel", "{'run':'" + first.run() + "','key':'c'}");
      TestDaemon.await(peer, first.run(), WaitUntil.TERMINAL);
      TestDaemon.await(peer, daemon.run(peer, agent).run(), WaitUntil.HELD);
    }
  }

  @Test
  void asksWhetherToGoOnBeforeALimitIsPassed() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent =
          daemon.file(
              "a.agent.yaml",
              Agents.ASK.replace("output:", "limits: {steps: 1}\non_limit: ask\noutput:"));
      RunStartResult run = daemon.run(peer, agent);
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      answer(peer, run.run() + ".q1", "{'word':'yes'}");
      EventTail tail =
          EventTail.of(peer, run.session())
              .until(event -> event.path("data").path("limit").asText().equals("steps"));
      assertThat(tail.types()).contains("question.asked");
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      answer(peer, run.run() + ".q2", "'continue'");
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).output())
          .isEqualTo(Peer.json("{'said':'yes'}"));
      assertThat(tail.until("run.completed").types()).contains("budget.raised");
    }
  }

  private static void answer(Peer peer, String question, String content) {
    peer.result(
        "question/answer",
        "{'key':'"
            + question
            + "','answers':[{'id':'"
            + question
            + "','action':'accept','content':"
            + content
            + "}]}");
  }

  @Test
  void endsAHeldRunAtItsDeadlineAlsoWhenNoDaemonWasThere() {
    var now = new AtomicReference<>(Instant.now());
    TestDaemon.Wish wish = TestDaemon.Wish.USUAL.withClock(now::get);
    RunStartResult run;
    try (TestDaemon daemon = TestDaemon.open(home, wish);
        Peer peer = daemon.connect()) {
      Path agent =
          daemon.file(
              "a.agent.yaml", Agents.ASK.replace("output:", "limits: {deadline: 1h}\noutput:"));
      run = daemon.run(peer, agent);
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
    }
    now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
    try (TestDaemon daemon = TestDaemon.open(home, wish);
        Peer peer = daemon.connect()) {
      RunSummary ended = TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
      assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
      assertThat(String.valueOf(ended.error())).contains("limit.deadline");
    }
  }

  private static String kind(JsonNode refusal) {
    return refusal.path("data").path("kind").asText();
  }
}
