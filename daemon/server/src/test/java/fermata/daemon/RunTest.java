package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of runs, whatever happens around them. */
@Timeout(60)
final class RunTest {

  @TempDir Path home;

  @Test
  void isStartedOnceHoweverOftenAndFromWhereverItIsAskedFor() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer one = daemon.connect();
        Peer two = daemon.connect()) {
      Path agent = daemon.file("a.agent.yaml", Agents.QUICK);
      var asked = new ArrayList<CompletableFuture<JsonNode>>();
      for (int index = 0; index < 20; index++) {
        Peer peer = index % 2 == 0 ? one : two;
        asked.add(
            peer.ask("run/start", Peer.json("{'agent':{'uri':'" + agent + "'},'key':'the same'}")));
      }
      assertThat(
              asked.stream().map(reply -> Peer.await(reply).path("result").path("run")).distinct())
          .hasSize(1);
      assertThat(one.result("session/list", "{}").path("sessions")).hasSize(1);
    }
  }

  @Test
  void endsTheWorkOfAToolWhenItIsCancelled() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = Agents.gated(daemon);
      RunStartResult run = daemon.run(peer, agent);
      CallFile.await(agent.resolveSibling("calls"), 1);
      long pid =
          Long.parseLong(
              CallFile.lines(agent.resolveSibling("calls")).getFirst().split(" ", -1)[1]);
      JsonNode cancelled =
          peer.result(
              "run/cancel", "{'session':'" + run.session() + "','key':'c','reason':'enough'}");
      assertThat(cancelled.path("runs").get(0).asText()).isEqualTo(run.run());

      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.CANCELLED);
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
      EventTail tail = EventTail.of(peer, run.session()).until("run.cancelled");
      assertThat(tail.types()).containsSubsequence("run.cancelling", "run.cancelled");
      assertThat(tail.events().getLast().path("data").path("reason").asText()).isEqualTo("enough");
    }
  }

  @Test
  void showsWhatAHeldRunHasUsed() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent =
          daemon.file(
              "b.agent.yaml",
              Agents.ASK.replace("nodes:", "nodes:\n  before: {set: {x: 1}, next: question}"));
      RunSummary held = TestDaemon.await(peer, daemon.run(peer, agent).run(), WaitUntil.HELD);
      assertThat(held.usage().steps()).isEqualTo(2);
    }
  }

  @Test
  void takesTheFirstOfTwoAnswers() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer one = daemon.connect();
        Peer two = daemon.connect()) {
      RunStartResult run = daemon.run(one, daemon.file("a.agent.yaml", Agents.ASK));
      TestDaemon.await(one, run.run(), WaitUntil.HELD);
      var answers =
          Stream.of(one, two)
              .map(
                  peer ->
                      peer.ask(
                          "question/answer",
                          Peer.json(
                              "{'key':'"
                                  + peer.hashCode()
                                  + "','answers':[{'id':'"
                                  + run.run()
                                  + ".q1','action':'accept','content':{'word':'w"
                                  + peer.hashCode()
                                  + "'}}]}")))
              .toList()
              .stream()
              .map(Peer::await)
              .toList();
      assertThat(answers.stream().filter(answer -> answer.has("result"))).hasSize(1);
      assertThat(
              answers.stream()
                  .filter(answer -> answer.has("error"))
                  .map(answer -> answer.path("error").path("data").path("kind").asText()))
          .containsExactly("QuestionAlreadyAnswered");
    }
  }

  @Test
  void isWokenByATimerThatBecameDueWhileNoDaemonWasThere() {
    var now = new AtomicReference<>(Instant.now());
    TestDaemon.Wish wish = TestDaemon.Wish.USUAL.withClock(now::get);
    RunStartResult run;
    try (TestDaemon daemon = TestDaemon.open(home, wish);
        Peer peer = daemon.connect()) {
      run = daemon.run(peer, daemon.file("a.agent.yaml", Agents.IMPATIENT));
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
    }
    now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
    try (TestDaemon daemon = TestDaemon.open(home, wish);
        Peer peer = daemon.connect()) {
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).output())
          .isEqualTo(Peer.json("{'said':'nobody'}"));
      assertThat(
              peer.error(
                      "question/answer",
                      "{'key':'k','answers':[{'id':'"
                          + run.run()
                          + ".q1','action':'accept','content':{'word':'late'}}]}")
                  .path("data")
                  .path("kind")
                  .asText())
          .isEqualTo("QuestionExpired");
    }
  }

  @Test
  void goesOnWithTheDefinitionItWasStartedWith() {
    RunStartResult run;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      run = daemon.run(peer, daemon.file("a.agent.yaml", Agents.ASK));
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file("a.agent.yaml", "broken: [");
      peer.result(
          "question/answer",
          "{'key':'k','answers':[{'id':'"
              + run.run()
              + ".q1','action':'accept','content':{'word':'hi'}}]}");
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).output())
          .isEqualTo(Peer.json("{'said':'hi'}"));
    }
  }

  @Test
  void goesOnWithAChangedDefinitionOnlyWhenThatIsWantedAndFits() {
    String changed = Agents.ASK.replace("said: \"${{ nodes", "said: \"so: ${{ nodes");
    RunStartResult run;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      run = daemon.run(peer, daemon.file("a.agent.yaml", Agents.ASK));
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      daemon.file("a.agent.yaml", changed.replace("question", "other"));
      JsonNode stranded = resume(peer, run, "k1").path("error");
      assertThat(stranded.path("data").path("obstacles").get(0).asText())
          .isEqualTo("the run is at node 'question', which is gone");
      assertThat(stranded.path("data").path("changes").toString())
          .contains("node 'question' removed", "node 'other' added", "node 'say' changed");

      daemon.file("a.agent.yaml", changed);
      String resume = "{'session':'" + run.session() + "','key':'%s'%s}";
      JsonNode told = peer.error("run/resume", resume.formatted("look", ",'acceptChanges':false"));
      assertThat(told.path("data").path("changes").toString()).contains("node 'say' changed");
      peer.result("run/resume", resume.formatted("wait", ""));
      assertThat(resume(peer, run, "k2").has("result")).isTrue();
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      peer.result(
          "question/answer",
          "{'key':'k','answers':[{'id':'"
              + run.run()
              + ".q1','action':'accept','content':{'word':'hi'}}]}");
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).output())
          .isEqualTo(Peer.json("{'said':'so: hi'}"));
      assertThat(EventTail.of(peer, run.session()).until("run.completed").types())
          .containsOnlyOnce("definition.accepted");
    }
  }

  private static JsonNode resume(Peer peer, RunStartResult run, String key) {
    return Peer.await(
        peer.ask(
            "run/resume",
            Peer.json(
                "{'session':'" + run.session() + "','acceptChanges':true,'key':'" + key + "'}")));
  }

  @Test
  void goesOnAfterACrashOnlyWhenItIsToldToWhereItsDefinitionSaysSo() throws IOException {
    RunStartResult run;
    Path agent;
    Path copy;
    try (TestDaemon daemon = TestDaemon.open(home.resolve("first"));
        Peer peer = daemon.connect()) {
      agent = Agents.gated(daemon);
      daemon.file("gated.agent.yaml", Agents.GATED.replace("recovery: resume", "recovery: ask"));
      run = daemon.run(peer, agent);
      CallFile.await(agent.resolveSibling("calls"), 1);
      copy = daemon.copy(home.resolve("copy"));
    }
    try (TestDaemon daemon = TestDaemon.open(copy);
        Peer peer = daemon.connect()) {
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.HELD).status())
          .isEqualTo(RunStatus.INTERRUPTED);
      Files.writeString(
          agent, Agents.GATED.replace("recovery: resume", "recovery: ask").replace("done", "fine"));
      JsonNode refused = peer.error("run/resume", "{'session':'" + run.session() + "','key':'r1'}");
      assertThat(refused.path("data").path("kind").asText()).isEqualTo("InvalidState");
      assertThat(refused.path("data").path("changes").toString()).contains("node 'say' changed");
      assertThat(refused.path("data").path("obstacles")).isEmpty();

      assertThat(resume(peer, run, "r2").has("result")).isTrue();
      Files.writeString(agent.resolveSibling("gate"), "go\n");
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).output())
          .isEqualTo(Peer.json("{'said':'fine'}"));
    }
  }

  @Test
  void writesAFolderThatPeopleCanReadWhenItHasEnded() throws IOException {
    RunStartResult run;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = Agents.gated(daemon);
      run = daemon.run(peer, agent);
      Files.writeString(agent.resolveSibling("gate"), "go\n");
      TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
    }
    Path folder = home.resolve("state/agents/gated/sessions").resolve(run.session());
    assertThat(
            Peer.json(Files.readString(folder.resolve("state.json")))
                .at("/session/run/status")
                .asText())
        .isEqualTo("completed");
    assertThat(Files.readAllLines(folder.resolve("logs/details.jsonl")).getFirst())
        .contains("session.created");
    assertThat(Files.readAllLines(folder.resolve("logs/tool_logs.jsonl"))).hasSize(2);
    assertThat(Files.readString(folder.resolve("logs/summary.json")))
        .contains("\"node\" : \"first\"");
  }

  @Test
  void leavesNoKeyOfAModelBehind() throws IOException {
    String secret = "sk-a-secret-that-nobody-may-see";
    TestDaemon.Wish wish =
        TestDaemon.Wish.USUAL.withEnvironment(
            Map.of("OPENAI_API_KEY", secret, "OPENAI_BASE_URL", "http://127.0.0.1:9/v1"));
    try (TestDaemon daemon = TestDaemon.open(home, wish);
        Peer peer = daemon.connect()) {
      Path agent =
          daemon.file(
              "a.agent.yaml",
              """
              agent: talker
              model: openai/gpt-4o-mini
              nodes:
                talk: {prompt: Say something, outputs: {said: {type: string}}, retry: {attempts: 1}}
              """);
      RunStartResult run = daemon.run(peer, agent);
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.FAILED);
    }
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(secret);
      }
    }
  }

  @Test
  void keepsNothingInMemoryOfRunsThatHaveEndedOrAreHeld() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path quick = daemon.file("a.agent.yaml", Agents.QUICK);
      Path ask = daemon.file("b.agent.yaml", Agents.ASK);
      for (int index = 0; index < 20; index++) {
        TestDaemon.await(peer, daemon.run(peer, quick).run(), WaitUntil.TERMINAL);
        TestDaemon.await(peer, daemon.run(peer, ask).run(), WaitUntil.HELD);
      }
      assertThat(daemon.daemon().workings().runs().awaitStill(Duration.ofSeconds(10))).isTrue();
    }
  }

  /** The session has rested in between, so another loop goes on with what was in memory. */
  @Test
  void callsToolsAfterItWasHeld() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent =
          daemon.file(
              "a.agent.yaml",
              """
              agent: twice
              approvals: {default: allow}
              tools: [time.now, json.parse]
              nodes:
                before: {tool: time.now, args: {}, next: first}
                first: {ask: Well?, answer: {word: {type: string}}, next: [left, right]}
                left: {tool: time.now, args: {}, next: meet}
                right: {tool: json.parse, args: {text: "{}"}, next: meet}
                meet: {set: {x: 1}, next: second}
                second: {ask: And?, answer: {word: {type: string}}, next: after}
                after: {tool: time.now, args: {}}
              """);
      RunStartResult run = daemon.run(peer, agent);
      for (int question = 1; question <= 2; question++) {
        TestDaemon.await(peer, run.run(), WaitUntil.HELD);
        assertThat(daemon.daemon().workings().runs().awaitStill(Duration.ofSeconds(60))).isTrue();
        peer.result(
            "question/answer",
            "{'key':'k%d','answers':[{'id':'%s.q%d','action':'accept','content':{'word':'yes'}}]}"
                .formatted(question, run.run(), question));
      }
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.COMPLETED);
      EventTail tail = EventTail.of(peer, run.session()).until("run.completed");
      assertThat(tail.types().stream().filter("tool.completed"::equals)).hasSize(4);
    }
  }
}
