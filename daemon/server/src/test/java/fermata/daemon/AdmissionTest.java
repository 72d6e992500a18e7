package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.model.StandIn;
import fermata.daemon.store.StoreFaults;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a run begins, what becomes of it in a session that has one, and what it may use. */
@Timeout(60)
final class AdmissionTest {

  private static final String COUNTER =
      """
      agent: counter
      model: openai/small
      output: {text: {type: string}}
      nodes:
        count: {kind: llm, prompt: "How many?"}
      """;

  @TempDir Path home;

  private static JsonNode start(Peer peer, Path agent, String key, String more) {
    return peer.result("run/start", params(agent, key, more));
  }

  private static String params(Path agent, String key, String more) {
    return "{'agent':{'uri':'%s'},'key':'%s'%s}".formatted(agent, key, more);
  }

  private static String in(JsonNode started, String more) {
    return ",'session':'" + started.path("session").asText() + "'" + more;
  }

  private static String run(JsonNode started) {
    return started.path("run").asText();
  }

  private static void answer(Peer peer, String run) {
    peer.result(
        "question/answer",
        "{'key':'a%s','answers':[{'id':'%s.q1','action':'accept','content':{'word':'yes'}}]}"
            .formatted(run, run));
  }

  private static String status(Peer peer, String run) {
    return peer.result("run/get", "{'run':'" + run + "'}").path("status").asText();
  }

  private static String kind(JsonNode error) {
    return error.at("/data/kind").asText();
  }

  @Test
  void queuesRunsOfASessionOneBehindTheOther() {
    List<String> runs = new ArrayList<>();
    String session;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("ask.agent.yaml", Agents.ASK);
      JsonNode first = start(peer, agent, "1", "");
      session = first.path("session").asText();
      assertThat(first.has("outcome")).isFalse();
      TestDaemon.await(peer, run(first), WaitUntil.HELD);
      assertThat(kind(peer.error("run/start", params(agent, "x", in(first, "")))))
          .as("nothing is said")
          .isEqualTo("Busy");
      runs.add(run(first));
      for (String key : List.of("2", "3", "4")) {
        JsonNode next = start(peer, agent, key, in(first, ",'onBusy':'queue'"));
        assertThat(next.path("outcome").asText()).isEqualTo("queued");
        assertThat(status(peer, run(next))).isEqualTo("queued");
        runs.add(run(next));
      }
      assertThat(
              start(peer, agent, "2", in(first, ",'onBusy':'queue'")).path("replayed").asBoolean())
          .isTrue();
      JsonNode queue = peer.result("queue/list", "{}").at("/queues/0");
      assertThat(queue.path("session").asText()).isEqualTo(session);
      assertThat(queue.path("waiting")).hasSize(3);
      JsonNode removed = peer.result("queue/remove", "{'run':'" + runs.get(2) + "','key':'r'}");
      assertThat(removed.at("/runs/0").asText()).isEqualTo(runs.get(2));
      assertThat(status(peer, runs.get(2))).isEqualTo("cancelled");
      assertThat(status(peer, runs.get(0))).as("is not touched").isEqualTo("held");
      answer(peer, runs.get(0));
      TestDaemon.await(peer, runs.get(1), WaitUntil.HELD);
      assertThat(status(peer, runs.get(3))).isEqualTo("queued");
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      answer(peer, runs.get(1));
      TestDaemon.await(peer, runs.get(3), WaitUntil.HELD);
      answer(peer, runs.get(3));
      TestDaemon.await(peer, runs.get(3), WaitUntil.TERMINAL);
      JsonNode shown = peer.result("session/get", "{'session':'" + session + "'}");
      assertThat(shown.at("/session/state").asText()).isEqualTo("idle");
      assertThat(shown.path("runs")).hasSize(4);
      assertThat(peer.result("queue/list", "{}").path("queues")).isEmpty();
      EventTail tail = EventTail.of(peer, session).until(event -> isEndOf(event, runs.get(3)));
      assertThat(tail.types()).containsSubsequence("run.queued", "run.completed", "run.started");
      peer.result("session/delete", "{'session':'" + session + "','key':'d'}");
    }
  }

  private static boolean isEndOf(JsonNode event, String run) {
    return event.path("type").asText().equals("run.completed")
        && event.path("run").asText().equals(run);
  }

  @Test
  void startsAtItsStartWhatNobodyWasThereToStart() {
    Path copied;
    String run;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("ask.agent.yaml", Agents.ASK);
      run = run(start(peer, agent, "1", ",'notBefore':'2999-01-01T00:00:00Z'"));
      copied = daemon.copy(home.resolve("copy"));
    }
    Path state = copied.resolve("state");
    StoreFaults.execute(state, "UPDATE waiting SET body = replace(body, '2999-', '2001-')");
    StoreFaults.execute(state, "DELETE FROM timers");
    try (TestDaemon daemon = TestDaemon.open(copied);
        Peer peer = daemon.connect()) {
      TestDaemon.await(peer, run, WaitUntil.HELD);
    }
  }

  @Test
  void replacesTheRunThatIsThere() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("ask.agent.yaml", Agents.ASK);
      JsonNode first = start(peer, agent, "1", "");
      TestDaemon.await(peer, run(first), WaitUntil.HELD);
      JsonNode waiting = start(peer, agent, "2", in(first, ",'onBusy':'queue'"));
      JsonNode next = start(peer, agent, "3", in(first, ",'onBusy':'replace'"));
      TestDaemon.await(peer, run(next), WaitUntil.HELD);
      for (JsonNode gone : List.of(first, waiting)) {
        assertThat(TestDaemon.await(peer, run(gone), WaitUntil.TERMINAL).status())
            .isEqualTo(RunStatus.CANCELLED);
      }
    }
  }

  /**
   * What is there is cancelled in one commit and the new run begins in the next: who was not told
   * of the new one asks again with the same key, as after every failure, and gets one.
   */
  @Test
  void whoReplacesARunAndIsCutOffInTheMiddleAsksAgainAndGetsOne() {
    Path copy = home.resolve("copy");
    JsonNode first;
    Path agent;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      agent = daemon.file("ask.agent.yaml", Agents.ASK);
      first = start(peer, agent, "1", "");
      TestDaemon.await(peer, run(first), WaitUntil.HELD);
      // A cancel stores no definition, and a start does.
      StoreFaults.execute(
          daemon.state(),
          "CREATE TRIGGER middle BEFORE INSERT ON sources BEGIN SELECT RAISE(ABORT, 'cut'); END");
      assertThat(peer.error("run/start", params(agent, "2", in(first, ",'onBusy':'replace'"))))
          .isNotNull();
      daemon.copy(copy);
      StoreFaults.execute(copy.resolve("state"), "DROP TRIGGER middle");
    }
    try (TestDaemon daemon = TestDaemon.open(copy);
        Peer peer = daemon.connect()) {
      assertThat(status(peer, run(first))).isEqualTo("cancelled");
      JsonNode next = start(peer, agent, "2", in(first, ",'onBusy':'replace'"));
      TestDaemon.await(peer, run(next), WaitUntil.HELD);
      assertThat(run(start(peer, agent, "2", in(first, ",'onBusy':'replace'"))))
          .isEqualTo(run(next));
      answer(peer, run(next));
      TestDaemon.await(peer, run(next), WaitUntil.TERMINAL);
      List<String> types =
          EventTail.of(peer, first.path("session").asText()).until("run.completed").types();
      assertThat(types.stream().filter("run.cancelled"::equals)).hasSize(1);
      assertThat(types.stream().filter("run.started"::equals)).hasSize(2);
    }
  }

  @Test
  void tellsTheInputToTheModelThatIsAtWork() throws IOException {
    try (StandIn provider = StandIn.start()) {
      provider.script(
          """
          reply
            on red ones
            text Three.
          reply
            repeat
            wait counted
            text Seven.
          """);
      Map<String, String> variables =
          Map.of("OPENAI_BASE_URL", provider.baseUrl(), "OPENAI_API_KEY", StandIn.KEY);
      try (TestDaemon daemon =
              TestDaemon.open(home, TestDaemon.Wish.USUAL.withEnvironment(variables));
          Peer peer = daemon.connect()) {
        Path counter = daemon.file("counter.agent.yaml", COUNTER);
        Path quick = daemon.file("quick.agent.yaml", Agents.QUICK);
        JsonNode first = start(peer, counter, "1", "");
        EventTail tail = EventTail.of(peer, first.path("session").asText()).until("model.started");
        JsonNode told =
            start(
                peer,
                quick,
                "2",
                in(first, ",'onBusy':'steer','input':{'word':'Count the red ones only.'}"));
        assertThat(told.path("outcome").asText()).isEqualTo("steered");
        assertThat(run(told)).isEqualTo(run(first));
        provider.open("counted");
        tail.until("run.completed");
        RunSummary ended = TestDaemon.await(peer, run(first), WaitUntil.TERMINAL);
        assertThat(String.valueOf(ended.output())).contains("Three.");
        JsonNode alone =
            start(peer, quick, "3", in(first, ",'onBusy':'steer','input':{'word':'hi'}"));
        assertThat(TestDaemon.await(peer, run(alone), WaitUntil.TERMINAL).status())
            .as("nobody is there, so it begins")
            .isEqualTo(RunStatus.COMPLETED);
      }
    }
  }

  @Test
  void waitsForItsTimeAndLeavesTheSessionToOthersUntilThen() {
    var now = new AtomicReference<>(Instant.now());
    TestDaemon.Wish wish = TestDaemon.Wish.USUAL.withClock(now::get);
    JsonNode later;
    String between;
    try (TestDaemon daemon = TestDaemon.open(home, wish);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("ask.agent.yaml", Agents.ASK);
      String at = now.get().plus(Duration.ofHours(1)).toString();
      later = start(peer, agent, "1", ",'notBefore':'" + at + "'");
      assertThat(later.path("outcome").asText()).isEqualTo("queued");
      assertThat(status(peer, run(later))).isEqualTo("queued");
      JsonNode other = start(peer, agent, "2", in(later, ""));
      assertThat(other.has("outcome")).isFalse();
      between = run(other);
      TestDaemon.await(peer, between, WaitUntil.HELD);
      String gone = run(start(peer, agent, "3", ",'notBefore':'" + at + "'"));
      peer.result("run/cancel", "{'run':'" + gone + "','key':'c'}");
      assertThat(status(peer, gone)).isEqualTo("cancelled");
    }
    now.set(now.get().plus(Duration.ofHours(2)));
    try (TestDaemon daemon = TestDaemon.open(home, wish);
        Peer peer = daemon.connect()) {
      assertThat(status(peer, run(later))).as("its session has a run").isEqualTo("queued");
      answer(peer, between);
      TestDaemon.await(peer, run(later), WaitUntil.HELD);
      answer(peer, run(later));
      TestDaemon.await(peer, run(later), WaitUntil.TERMINAL);
      assertThat(peer.result("session/list", "{}").path("sessions")).hasSize(2);
    }
  }

  @Test
  void beginsWhenItsTimeHasCome() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("quick.agent.yaml", Agents.QUICK);
      Instant at = Instant.now().plusMillis(200);
      JsonNode later = start(peer, agent, "1", ",'notBefore':'" + at + "'");
      RunSummary ended = TestDaemon.await(peer, run(later), WaitUntil.TERMINAL);
      assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(ended.endedAt()).isAfterOrEqualTo(at.minusMillis(1));
      JsonNode past = start(peer, agent, "2", ",'notBefore':'2001-01-01T00:00:00Z'");
      assertThat(past.has("outcome")).isFalse();
    }
  }

  @Test
  void waitsForAPlaceWhenItsTimeHasCome() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent =
          daemon.file(
              "one.agent.yaml",
              """
              agent: one
              entries: {default: {node: question, concurrent: 1, overflow: queue}}
              nodes:
                question: {ask: Well?, answer: {word: {type: string}}}
              """);
      JsonNode first = start(peer, agent, "1", "");
      TestDaemon.await(peer, run(first), WaitUntil.HELD);
      Instant at = Instant.now().plusMillis(50);
      JsonNode later = start(peer, agent, "2", ",'notBefore':'" + at + "'");
      JsonNode session = peer.result("queue/list", "{}");
      assertThat(session.path("queues")).hasSize(1);
      answer(peer, run(first));
      TestDaemon.await(peer, run(later), WaitUntil.HELD);
    }
  }

  @Test
  void usesNoMoreThanItsBudget() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent =
          daemon.file(
              "two.agent.yaml",
              """
              agent: two
              nodes:
                one: {set: {a: 1}, next: other}
                other: {set: {b: 1}}
              """);
      JsonNode bound = start(peer, agent, "1", ",'budget':{'steps':1}");
      RunSummary ended = TestDaemon.await(peer, run(bound), WaitUntil.TERMINAL);
      assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
      assertThat(String.valueOf(ended.error())).contains("steps");
      JsonNode enough = start(peer, agent, "2", ",'budget':{'steps':2}");
      assertThat(TestDaemon.await(peer, run(enough), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.COMPLETED);
      JsonNode wrong = peer.error("run/start", params(agent, "3", ",'budget':{'tokens':0}"));
      assertThat(wrong.toString()).contains("/budget/tokens").contains("0 (expected: more than 0)");
    }
  }

  @Test
  void tellsWhatWouldBeAndDoesNothing() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("ask.agent.yaml", Agents.ASK);
      String dry = ",'dryRun':true,'budget':{'steps':5}";
      JsonNode planned = start(peer, agent, "1", dry);
      assertThat(planned.path("outcome").asText()).isEqualTo("planned");
      JsonNode plan = planned.path("plan");
      assertThat(plan.path("agent").asText()).isEqualTo("ask");
      assertThat(plan.path("outcome").asText()).isEqualTo("started");
      assertThat(plan.at("/budget/steps").asInt()).isEqualTo(5);
      assertThat(plan.path("workspace").asText()).isEqualTo(agent.resolveSibling("").toString());
      assertThat(peer.result("session/list", "{}").path("sessions")).isEmpty();
      JsonNode first = start(peer, agent, "1", "");
      assertThat(first.path("replayed").asBoolean()).as("the key was not used").isFalse();
      TestDaemon.await(peer, run(first), WaitUntil.HELD);
      JsonNode busy = start(peer, agent, "2", in(first, dry)).path("plan");
      assertThat(busy.path("busy").asText()).isEqualTo(run(first));
      assertThat(busy.has("outcome")).as("it would be refused").isFalse();
      assertThat(
              start(peer, agent, "3", in(first, dry + ",'onBusy':'queue'"))
                  .at("/plan/outcome")
                  .asText())
          .isEqualTo("queued");
      assertThat(kind(peer.error("run/start", params(agent, "4", dry + ",'input':{'nonsense':1}"))))
          .isEqualTo("InvalidParams");
      assertThat(peer.result("session/list", "{}").path("sessions")).hasSize(1);
    }
  }
}
