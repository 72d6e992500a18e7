package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What debuggers ask of a daemon, over its socket. */
final class DebugTest {

  private static final String COUNTING =
      """
      agent: counting
      state: {n: {type: integer, default: 0}}
      output: {n: {type: integer}}
      limits: {steps: 5000}
      nodes:
        more: {set: {state.n: "${{ state.n + 1 }}"}}
        end: {set: {n: "${{ state.n }}"}, outputs: {n: {type: integer}}}
      edges:
        - {from: more, to: more, when: "${{ state.n < LAST }}"}
        - {from: more, to: end, default: true}
      """;

  /** Each round leaves a file outside, which tells when it was called. */
  private static final String NOTING =
      """
      agent: noting
      approvals: {default: allow}
      state: {n: {type: integer, default: 0}}
      limits: {steps: 5000, tool_calls: 5000}
      nodes:
        more: {set: {state.n: "${{ state.n + 1 }}"}}
        note: {tool: files.write, args: {path: "${{ string(state.n) }}.note", text: "seen"}}
        end: {set: {n: "${{ state.n }}"}}
      edges:
        - {from: more, to: note}
        - {from: note, to: more, when: "${{ state.n < LAST }}"}
        - {from: note, to: end, default: true}
      """;

  private static final String PARENT =
      """
      agent: parent
      output: {said: {type: string}}
      nodes:
        first: {agent: quick, input: {word: hi}}
        last: {set: {said: "${{ nodes.first.said }}"}, outputs: {said: {type: string}}}
      """;

  @TempDir Path home;

  private static String counting(int last) {
    return COUNTING.replace("LAST", Integer.toString(last));
  }

  private static RunSummary start(Peer peer, Path agent, String set) {
    JsonNode started =
        peer.result(
            "run/start",
            "{'agent':{'uri':'%s'},'key':'%s','debug':%s}"
                .formatted(agent, UUID.randomUUID(), set));
    return TestDaemon.await(peer, started.path("run").asText(), WaitUntil.HELD);
  }

  private static String about(RunSummary run) {
    return "'session':'" + run.session() + "','run':'" + run.run() + "'";
  }

  private static RunSummary change(Peer peer, RunSummary run, String method, String members) {
    peer.result(method, "{%s,'key':'%s'%s}".formatted(about(run), UUID.randomUUID(), members));
    return TestDaemon.await(peer, run.run(), WaitUntil.HELD);
  }

  private static JsonNode position(Peer peer, RunSummary run) {
    return peer.result("run/position", "{" + about(run) + "}");
  }

  @Test
  void standsStillAcrossARestartAndGoesOnWithAnotherValue() {
    RunSummary run;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("counting.agent.yaml", counting(5));
      run =
          start(
              peer,
              agent,
              "{'owner':'d','breakpoints':[{'id':'1','kind':'node','at':'more',"
                  + "'condition':'state.n == 2'}],'stops':[]}");
      assertThat(run.reasons()).containsExactly("paused");
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      JsonNode there = position(peer, run);
      assertThat(there.path("stop").path("breakpoint").asText()).isEqualTo("d/1");
      assertThat(there.path("branches").get(0).path("node").asText()).isEqualTo("more");
      assertThat(
              peer.result(
                  "run/evaluate", "{" + about(run) + ",'step':'s3','expression':'state.n * 21'}"))
          .isEqualTo(Peer.json("{'value':42}"));
      change(peer, run, "state/set", ",'step':'s3','name':'n','value':40");
      run = change(peer, run, "run/step", ",'step':'s3','stride':'over'");
      assertThat(position(peer, run).path("stop").path("reason").asText()).isEqualTo("step");
      run = change(peer, run, "run/resume", "");
      assertThat(run.output()).isEqualTo(Peer.json("{'n':41}"));
    }
  }

  @Test
  void tellsWhichBreakpointsWillNeverBeReached() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("counting.agent.yaml", counting(3));
      RunSummary run = start(peer, agent, "{'owner':'d','breakpoints':[],'stops':[],'entry':true}");
      assertThat(position(peer, run).path("stop").path("reason").asText()).isEqualTo("entry");
      daemon.file("counting.agent.yaml", counting(4));
      assertThat(position(peer, run).has("text")).isFalse();
      assertThat(peer.result("run/position", "{" + about(run) + ",'text':true}").path("text"))
          .isEqualTo(TextNode.valueOf(counting(3)));
      daemon.file("counting.agent.yaml", counting(3));
      JsonNode set =
          peer.result(
              "run/breakpoints",
              "{%s,'key':'k','set':{'owner':'e','stops':[],'breakpoints':[".formatted(about(run))
                  + "{'id':'1','kind':'node','at':'mroe'},"
                  + "{'id':'2','kind':'edge','at':'edges[7]'},"
                  + "{'id':'3','kind':'node','at':'more','condition':'state.n =='},"
                  + "{'id':'4','kind':'edge','at':'edges[1]'}]}}");
      assertThat(set.path("problems").findValuesAsText("id")).containsExactly("1", "2", "3");
      assertThat(set.path("problems").get(0).path("message").asText())
          .contains("did you mean 'more'?");
      // The broken condition stops at once: else nobody would hear of it.
      run = change(peer, run, "run/resume", "");
      assertThat(position(peer, run).path("stop").path("breakpoint").asText()).isEqualTo("e/3");
    }
  }

  @Test
  void stepsIntoAChildRun() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file("quick.agent.yaml", Agents.QUICK);
      Path agent = daemon.file("parent.agent.yaml", PARENT);
      RunSummary run = start(peer, agent, "{'owner':'d','breakpoints':[],'stops':[],'entry':true}");
      RunSummary parent = change(peer, run, "run/step", ",'step':'s1','stride':'in'");
      assertThat(parent.reasons()).containsExactly("child:" + run.run() + ".c1");
      RunSummary child = awaitChild(peer, run);
      assertThat(position(peer, child).path("stop").path("reason").asText()).isEqualTo("entry");
      change(peer, child, "run/resume", "");
      RunSummary after = TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      assertThat(after.status().wireName()).isIn("held", "running", "completed");
    }
  }

  /** The parent is held before its child begins. */
  private static RunSummary awaitChild(Peer peer, RunSummary parent) {
    String child = parent.run() + ".c1";
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (Peer.await(peer.ask("run/get", Peer.json("{'run':'" + child + "'}"))).has("error")) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      peer.result(
          "run/wait", "{'run':'%s','until':'terminal','timeoutMs':20}".formatted(parent.run()));
    }
    return TestDaemon.await(peer, child, WaitUntil.HELD);
  }

  @Test
  void walksBackAndForwardOverAThousandStepsToTheSameStates() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("counting.agent.yaml", counting(1_000));
      RunSummary run = start(peer, agent, "{'owner':'d','breakpoints':[],'stops':[]}");
      assertThat(run.status().wireName()).isEqualTo("completed");
      long last = position(peer, run).path("seq").asLong();
      List<String> back = walk(peer, run, "back", last);
      List<String> forward = walk(peer, run, "forward", 1);
      assertThat(back).hasSize(1_001);
      assertThat(forward).isEqualTo(back.reversed());
      // Nothing was run for it.
      assertThat(position(peer, run).path("seq").asLong()).isEqualTo(last);
    }
  }

  @Test
  void callsNothingOutsideWhileItWalks() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("noting.agent.yaml", NOTING.replace("LAST", "500"));
      RunSummary run = start(peer, agent, "{'owner':'d','breakpoints':[],'stops':[]}");
      assertThat(run.status().wireName()).isEqualTo("completed");
      List<Path> witnesses = notes(agent);
      assertThat(witnesses).hasSize(500);
      for (Path witness : witnesses) {
        Files.delete(witness);
      }
      List<String> back = walk(peer, run, "back", position(peer, run).path("seq").asLong());
      assertThat(back).hasSize(1_001).isEqualTo(walk(peer, run, "forward", 1).reversed());
      assertThat(notes(agent)).isEmpty();
    }
  }

  private static List<Path> notes(Path agent) throws IOException {
    try (Stream<Path> files = Files.list(agent.getParent())) {
      return files.filter(file -> file.toString().endsWith(".note")).toList();
    }
  }

  private static List<String> walk(Peer peer, RunSummary run, String direction, long from) {
    var states = new ArrayList<String>();
    long at = from;
    while (true) {
      JsonNode next =
          peer.result(
              "run/walk",
              "{%s,'from':%d,'direction':'%s','pace':'over'}".formatted(about(run), at, direction));
      if (!next.path("reason").asText().equals("step")) {
        return states;
      }
      at = next.path("seq").asLong();
      ObjectNode state =
          (ObjectNode) peer.result("state/get", "{%s,'at':%d}".formatted(about(run), at));
      states.add(state.toString());
    }
  }

  @Test
  void findsBreakpointsOfThePastInBothDirections() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("counting.agent.yaml", counting(300));
      RunSummary run = start(peer, agent, "{'owner':'d','breakpoints':[],'stops':[]}");
      long last = position(peer, run).path("seq").asLong();
      String set =
          "{'owner':'d','stops':[],'breakpoints':[{'id':'1','kind':'node','at':'more',"
              + "'condition':'state.n == 7 || state.n == 270'}]}";
      JsonNode late = walkTo(peer, run, "back", last, set);
      assertThat(late.path("step").asText()).isEqualTo("s271");
      JsonNode early = walkTo(peer, run, "back", late.path("seq").asLong(), set);
      assertThat(early.path("step").asText()).isEqualTo("s8");
      assertThat(walkTo(peer, run, "back", early.path("seq").asLong(), set).path("reason").asText())
          .isEqualTo("begin");
      assertThat(walkTo(peer, run, "forward", early.path("seq").asLong(), set)).isEqualTo(late);
      JsonNode counted =
          walkTo(
              peer,
              run,
              "forward",
              1,
              "{'owner':'d','stops':[],'breakpoints':[{'id':'1','kind':'edge','at':'edges[0]',"
                  + "'hits':'hits == 30','log':null}]}");
      assertThat(counted.path("reason").asText()).isEqualTo("breakpoint");
    }
  }

  private static JsonNode walkTo(
      Peer peer, RunSummary run, String direction, long from, String set) {
    return peer.result(
        "run/walk",
        "{%s,'from':%d,'direction':'%s','pace':'run','set':%s}"
            .formatted(about(run), from, direction, set));
  }

  @Test
  void explainsWhyAnEdgeWasTakenOrNot() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("counting.agent.yaml", counting(2));
      RunSummary run = start(peer, agent, "{'owner':'d','breakpoints':[],'stops':[]}");
      JsonNode edges = peer.result("run/explain", "{" + about(run) + ",'step':'s2'}").path("edges");
      assertThat(edges.get(0).path("why").asText()).isEqualTo("its condition is false");
      assertThat(edges.get(0).path("condition").path("parts").get(0))
          .isEqualTo(Peer.json("{'name':'state.n','value':2}"));
      assertThat(edges.get(1).path("why").asText()).isEqualTo("the default, as no other was taken");
    }
  }
}
