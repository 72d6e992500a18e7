package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.WaitUntil;
import java.io.FileWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that run other agents. */
@Timeout(60)
final class ChildTest {

  /** Runs another agent and says what that one gave. */
  private static final String PARENT =
      """
      agent: parent
      output: {said: {type: string}}
      nodes:
        ask: {agent: CHILD, next: say}
        say:
          set: {said: "${{ 'it said ' + nodes.ask.said }}"}
          outputs: {said: {type: string}}
      """;

  @TempDir Path home;

  private static Path parentOf(TestDaemon daemon, String child) {
    return daemon.file("parent.agent.yaml", PARENT.replace("CHILD", child));
  }

  @Test
  void givesTheParentWhatTheChildGave() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file("other-name.agent.yaml", Agents.QUICK);
      Path agent =
          daemon.file(
              "parent.agent.yaml",
              PARENT.replace("agent: CHILD,", "agent: quick, input: {word: hi},"));
      RunStartResult run = daemon.run(peer, agent);
      RunSummary ended = TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
      assertThat(ended.output()).isEqualTo(Peer.json("{'said':'it said hi!'}"));
      assertThat(ended.usage().steps()).isEqualTo(3);
      EventTail tail = EventTail.of(peer, run.session()).until("run.completed");
      assertThat(tail.types())
          .containsSubsequence(
              "subrun.started", "run.held", "subrun.finished", "run.resumed", "run.completed");
      String child = run.run() + ".c1";
      assertThat(peer.result("run/get", "{'run':'" + child + "'}").path("status").asText())
          .isEqualTo("completed");
      assertThat(peer.result("session/get", "{'session':'" + child + "'}").toString())
          .contains("child of run " + run.run());
    }
  }

  @Test
  void startsTheChildAtTheEntryPointThatItsNodeNames() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file(
          "two.agent.yaml",
          """
          agent: two
          output: {said: {type: string}}
          entries: {default: {node: long}, quick: {node: short}}
          nodes:
            long: {set: {said: slowly}}
            short: {set: {said: quickly}}
          edges: [{from: long, to: short, when: "${{ false }}"}]
          """);
      Path agent = daemon.file("parent.agent.yaml", PARENT.replace("CHILD", "two, entry: quick"));
      RunStartResult run = daemon.run(peer, agent);
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).output())
          .isEqualTo(Peer.json("{'said':'it said quickly'}"));
      assertThat(told(peer, run, "subrun.started").path("entry").asText()).isEqualTo("quick");
    }
  }

  @Test
  void tellsTheParentOfAQuestionAlsoWhenTheDaemonDiesBetween() throws IOException {
    RunStartResult run;
    Path copy;
    try (TestDaemon daemon = TestDaemon.open(home.resolve("first"));
        Peer peer = daemon.connect()) {
      Path gate = Agents.gated(daemon).resolveSibling("gate");
      String asking =
          Agents.GATED
              .replace("agent: gated", "agent: asking")
              .replace("tool: work.mark\n    args: {name: second}", "ask: Shall I?");
      daemon.file("asking.agent.yaml", asking);
      run = daemon.run(peer, parentOf(daemon, "asking"));
      CallFile.await(gate.resolveSibling("calls"), 1);
      // No word of a run reaches another one from here on.
      daemon.workings().timers().close();
      Files.writeString(gate, "go\n");
      TestDaemon.await(peer, run.run() + ".c1", WaitUntil.HELD);
      copy = daemon.copy(home.resolve("copy"));
      assertThat(types(peer, run)).doesNotContain("subrun.asked");
    }
    try (TestDaemon daemon = TestDaemon.open(copy);
        Peer peer = daemon.connect()) {
      JsonNode told = told(peer, run, "subrun.asked");
      assertThat(told.path("question").asText()).isEqualTo(run.run() + ".c1.q1");
      assertThat(told.path("open").asBoolean()).isTrue();
    }
    try (TestDaemon daemon = TestDaemon.open(copy);
        Peer peer = daemon.connect()) {
      assertThat(types(peer, run).stream().filter("subrun.asked"::equals)).hasSize(1);
    }
  }

  private static JsonNode told(Peer peer, RunStartResult run, String type) {
    return EventTail.of(peer, run.session()).until(type).events().stream()
        .filter(event -> event.path("type").asText().equals(type))
        .findFirst()
        .orElseThrow()
        .path("data");
  }

  private static List<String> types(Peer peer, RunStartResult run) {
    return peer.result("events/read", "{'session':'" + run.session() + "','limit':100,'waitMs':0}")
        .path("events")
        .valueStream()
        .map(event -> event.path("type").asText())
        .toList();
  }

  @Test
  void showsTheQuestionsOfAChildWithThoseOfItsParent() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file("ask.agent.yaml", Agents.ASK);
      daemon.file(
          "middle.agent.yaml",
          PARENT.replace("agent: parent", "agent: middle").replace("CHILD", "ask"));
      RunStartResult run = daemon.run(peer, parentOf(daemon, "middle"));
      EventTail tail = EventTail.of(peer, run.session()).until("subrun.asked");
      JsonNode questions =
          peer.result("question/list", "{'session':'" + run.session() + "'}").path("questions");
      assertThat(questions).hasSize(1);
      String question = questions.get(0).path("question").asText();
      assertThat(question).isEqualTo(run.run() + ".c1.c1.q1");
      RunSummary held = TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      assertThat(held.reasons()).containsExactly("child:" + run.run() + ".c1");

      peer.result(
          "question/answer",
          "{'key':'k','answers':[{'id':'"
              + question
              + "','action':'accept','content':{'word':'yes'}}]}");
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).output())
          .isEqualTo(Peer.json("{'said':'it said it said yes'}"));
      List<Boolean> open =
          tail.until("run.completed").events().stream()
              .filter(event -> event.path("type").asText().equals("subrun.asked"))
              .map(event -> event.path("data").path("open").asBoolean())
              .toList();
      assertThat(open).containsExactly(true, false);
    }
  }

  @Test
  void asksTheQuestionsOfItsOwnChildInAFork() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file("ask.agent.yaml", Agents.ASK);
      RunStartResult run = daemon.run(peer, parentOf(daemon, "ask"));
      EventTail.of(peer, run.session()).until("subrun.asked");
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);

      JsonNode fork = peer.result("session/fork", "{'session':'" + run.session() + "','key':'f'}");
      String session = fork.path("session").asText();
      String copy = fork.path("run").asText();
      TestDaemon.await(peer, copy, WaitUntil.HELD);
      // The first is a copy of what the original was told.
      EventTail tail = EventTail.of(peer, session).until("run.forked");
      assertThat(tail.until("subrun.asked").events().toString())
          .as("what the original asks or runs is not the fork's")
          .doesNotContain(run.run() + ".c1");
      answer(peer, onlyQuestion(peer, session));
      assertThat(TestDaemon.await(peer, copy, WaitUntil.TERMINAL).output())
          .isEqualTo(Peer.json("{'said':'it said word'}"));
      assertThat(peer.result("run/get", "{'run':'" + run.run() + "'}").path("status").asText())
          .as("the original waits for its own child")
          .isEqualTo("held");
    }
  }

  /** The fork's child is begun anew, so its question comes when it comes. */
  private static String onlyQuestion(Peer peer, String session) {
    JsonNode questions =
        await()
            .until(
                () ->
                    peer.result("question/list", "{'session':'" + session + "'}").path("questions"),
                found -> !found.isEmpty());
    assertThat(questions).hasSize(1);
    return questions.get(0).path("question").asText();
  }

  /** A child of another folder has its own tools and agents, also once the folder is gone. */
  @Test
  void runsAnAgentOfAnotherFolderOfTheWorkspace() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file("fermata.yaml", "files: {exclude: [old/**]}\n");
      daemon.file(
          "old/far.agent.yaml",
          "agent: far\noutput: {said: {const: old}}\nnodes: {a: {ask: Old?}}");
      daemon.file(
          "shared/texts/anything.agent.yaml",
          """
          agent: far
          output: {said: {type: string}}
          nodes:
            near: {agent: near}
            echo: {tool: t.far, args: {word: "${{ nodes.near.said }}"}, outputs: {said: {type: string}}}
          """);
      daemon.file(
          "shared/texts/near.agent.yaml",
          """
          agent: near
          output: {said: {type: string}}
          nodes: {say: {set: {said: far away}}}
          """);
      daemon.file(
          "shared/texts/far.tools.yaml",
          """
          tools:
            t.far:
              description: Says what it is told.
              read_only: true
              command: [sh, -c, "cat >/dev/null; printf '{\\"said\\": \\"%s\\"}' \\"$0\\"", "${{ args.word }}"]
              input: {word: {type: string}}
              output: {said: {type: string}}
          """);
      Path agent =
          daemon.file(
              "desk/parent.agent.yaml",
              """
              agent: parent
              output: {said: {type: string}}
              nodes:
                ask: {ask: Go on?, answer: {word: {type: string}}}
                far: {agent: far}
                say: {set: {said: "${{ 'it said ' + nodes.far.said }}"}}
              """);
      RunStartResult run = daemon.run(peer, agent);
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      for (String file : List.of("anything.agent.yaml", "near.agent.yaml", "far.tools.yaml")) {
        Files.delete(agent.resolve("../../shared/texts").normalize().resolve(file));
      }
      answer(peer, run.run() + ".q1");
      RunSummary ended = TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
      assertThat(ended.error()).isNull();
      assertThat(ended.output()).isEqualTo(Peer.json("{'said':'it said far away'}"));
    }
  }

  @Test
  void goesOnWithTheAgentsItWasStartedWith() {
    RunStartResult run;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file("ask.agent.yaml", Agents.ASK);
      daemon.file("quick.agent.yaml", Agents.QUICK);
      Path agent =
          daemon.file(
              "parent.agent.yaml",
              """
              agent: parent
              output: {said: {type: string}}
              nodes:
                first: {agent: ask}
                then: {agent: quick, input: {word: "${{ nodes.first.said }}"}}
                say:
                  set: {said: "${{ nodes.then.said }}"}
                  outputs: {said: {type: string}}
              """);
      run = daemon.run(peer, agent);
      EventTail.of(peer, run.session()).until("subrun.asked");
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file("quick.agent.yaml", "broken: [");
      answer(peer, run.run() + ".c1.q1");
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).output())
          .isEqualTo(Peer.json("{'said':'word!'}"));
    }
  }

  private static void answer(Peer peer, String question) {
    peer.result(
        "question/answer",
        "{'key':'k','answers':[{'id':'"
            + question
            + "','action':'accept','content':{'word':'word'}}]}");
  }

  @Test
  void cancelsTheChildWithItsParent() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file("ask.agent.yaml", Agents.ASK);
      RunStartResult run = daemon.run(peer, parentOf(daemon, "ask"));
      EventTail.of(peer, run.session()).until("subrun.asked");
      peer.result("run/cancel", "{'run':'" + run.run() + "','key':'c','reason':'enough'}");
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.CANCELLED);
      assertThat(TestDaemon.await(peer, run.run() + ".c1", WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.CANCELLED);
      assertThat(peer.result("question/list", "{}").path("questions")).isEmpty();
    }
  }

  @Test
  void pausesAndResumesTheChildWithItsParent() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path gated = Agents.gated(daemon);
      RunStartResult run = daemon.run(peer, parentOf(daemon, "gated"));
      CallFile.await(gated.resolveSibling("calls"), 1);
      peer.result("run/pause", "{'run':'" + run.run() + "','key':'p'}");
      EventTail.of(peer, run.run() + ".c1").until("run.pausing");
      open(gated);
      assertThat(TestDaemon.await(peer, run.run() + ".c1", WaitUntil.HELD).reasons())
          .containsExactly("paused");
      assertThat(CallFile.keysOf(gated.resolveSibling("calls"), "mark")).isEmpty();
      peer.result("run/resume", "{'session':'" + run.session() + "','key':'r'}");
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.COMPLETED);
    }
  }

  private static void open(Path agent) throws IOException {
    try (var gate = new FileWriter(agent.resolveSibling("gate").toFile(), StandardCharsets.UTF_8)) {
      gate.write("go\n");
    }
  }

  @Test
  void doesNothingTwiceAfterACrashAtAnyStage(@TempDir Path crashes) throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path gated = Agents.gated(daemon);
      RunStartResult run = daemon.run(peer, parentOf(daemon, "gated"));
      CallFile.await(gated.resolveSibling("calls"), 1);
      // The child is at work, its parent is held.
      Path crash = daemon.copy(crashes.resolve("working"));
      open(gated);
      TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
      int calls = CallFile.lines(gated.resolveSibling("calls")).size();
      try (TestDaemon next = TestDaemon.open(crash);
          Peer other = next.connect()) {
        CallFile.await(gated.resolveSibling("calls"), calls + 1);
        open(gated);
        RunSummary ended = TestDaemon.await(other, run.run(), WaitUntil.TERMINAL);
        assertThat(ended.output()).isEqualTo(Peer.json("{'said':'it said done'}"));
        assertThat(
                StreamSupport.stream(
                    other.result("session/list", "{}").path("sessions").spliterator(), false))
            .hasSize(2);
      }
      // The gate once more, under the same key; the mark, once again under its own.
      assertThat(CallFile.keysOf(gated.resolveSibling("calls"), "gate")).hasSize(1);
      assertThat(CallFile.keysOf(gated.resolveSibling("calls"), "mark")).hasSize(1);
    }
  }

  @Test
  void endsAChildThatWantsMoreThanItIsGranted() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file(
          "endless.agent.yaml",
          """
          agent: endless
          output: {said: {type: string, default: nothing}}
          nodes:
            go: {set: {n: "${{ usage.steps }}"}, next: [{to: end, when: "${{ usage.steps > 100 }}"}, go]}
            end: {set: {said: done}}
          """);
      Path agent =
          daemon.file(
              "parent.agent.yaml",
              PARENT
                  .replace("agent: CHILD,", "agent: endless, budget: {steps: 7},")
                  .replace("output:", "limits: {steps: 20}\noutput:"));
      RunSummary ended = TestDaemon.await(peer, daemon.run(peer, agent).run(), WaitUntil.TERMINAL);
      assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
      assertThat(String.valueOf(ended.error())).contains("agent.failed").contains("limit.steps");
      assertThat(ended.usage().steps()).isEqualTo(8);
    }
  }

  @Test
  void refusesAnAgentThatIsNotThere() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = parentOf(daemon, "nobody");
      JsonNode refusal = peer.error("run/start", "{'agent':{'uri':'" + agent + "'},'key':'k'}");
      assertThat(refusal.toString()).contains("AgentInvalid").contains("F2170");
      assertThat(Files.readString(agent)).contains("nobody");
    }
  }
}
