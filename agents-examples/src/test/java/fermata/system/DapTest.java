package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are debugged over the Debug Adapter Protocol, as an editor does it. */
class DapTest {

  private static final String COUNTING =
      """
      agent: counting
      approvals: {default: allow}
      state: {n: {type: integer, default: 0}, list: {type: array, default: [1, 2, 3, 4, 5]}}
      output: {n: {type: integer}}
      nodes:
        more: {set: {state.n: "${{ state.n + 1 }}"}}
        note:
          tool: files.write
          args: {path: "${{ run.id }}.note", text: "${{ string(state.n) }}"}
        end: {set: {n: "${{ state.n }}"}, outputs: {n: {type: integer}}}
      edges:
        - {from: more, to: more, when: "${{ state.n < 5 }}"}
        - {from: more, to: note, default: true}
        - {from: note, to: end}
      """;

  private static final int MORE = 6;
  private static final int NOTE_TOOL = 8;
  private static final int EDGE_TO_NOTE = 13;

  private static final String FAILING =
      """
      agent: failing
      approvals: {default: allow}
      nodes:
        first: {set: {x: 1}}
        read: {tool: files.read, args: {path: "not-there.txt"}}
      """;

  private static final String PARENT =
      """
      agent: parent
      output: {n: {type: integer}}
      nodes:
        start: {set: {x: 1}}
        left: {set: {y: 1}}
        right: {agent: counting}
        last: {set: {n: "${{ nodes.right.n }}"}, outputs: {n: {type: integer}}, join: {wait: all}}
      edges:
        - {from: start, to: left}
        - {from: start, to: right}
        - {from: left, to: last}
        - {from: right, to: last}
      """;

  @TempDir Path folder;
  private Fermata fermata;
  private Path agent;

  @BeforeEach
  void write() throws IOException {
    fermata = new Fermata(folder);
    agent = Files.writeString(folder.resolve("counting.agent.yaml"), COUNTING);
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  private static DapProcess.Stand launch(DapProcess editor, Path file, String breakpoints) {
    return launch(editor, file, breakpoints, "[]", true);
  }

  private static DapProcess.Stand launch(
      DapProcess editor, Path file, String breakpoints, String filters, boolean isEntry) {
    int launch =
        editor.send("launch", "{'program':'%s','stopOnEntry':%s}".formatted(file, isEntry));
    setBreakpoints(editor, file, breakpoints);
    editor.done("setExceptionBreakpoints", "{'filters':" + filters + "}");
    editor.done("configurationDone", "{}");
    assertThat(editor.answer(launch).path("success").asBoolean()).isTrue();
    return editor.stopped();
  }

  private static JsonNode setBreakpoints(DapProcess editor, Path file, String breakpoints) {
    return editor
        .done(
            "setBreakpoints",
            "{'source':{'path':'%s'},'breakpoints':%s}".formatted(file, breakpoints))
        .path("breakpoints");
  }

  private String session() {
    return fermata
        .run("sessions", "--json")
        .expect(0)
        .json()
        .path("sessions")
        .path(0)
        .path("session")
        .asText();
  }

  private List<String> notes() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(n -> n.endsWith(".note"))
          .toList();
    }
  }

  @Test
  void stopsAtNodesEdgesAndCallsAndShowsWhatTheRunKnows() throws IOException {
    try (var editor = new DapProcess(fermata).initialize()) {
      DapProcess.Stand entry =
          launch(
              editor,
              agent,
              "[{'line':%d,'condition':'state.n == 3'},{'line':%d},{'line':%d}]"
                  .formatted(MORE, EDGE_TO_NOTE, NOTE_TOOL));
      assertThat(entry.reason()).isEqualTo("entry");
      assertThat(entry.top()).isEqualTo("more (s1)");
      assertThat(entry.line()).isEqualTo(MORE);

      DapProcess.Stand step = editor.go("next", entry);
      assertThat(step.top()).isEqualTo("more (s2)");
      assertThat(editor.evaluate(step, "state.n")).isEqualTo("1");

      DapProcess.Stand node = editor.go("continue", step);
      assertThat(node.reason()).isEqualTo("breakpoint");
      assertThat(node.stop().path("hitBreakpointIds").path(0).asInt()).isEqualTo(1);
      assertThat(editor.evaluate(node, "state.n * 2")).isEqualTo("6");
      assertThat(editor.scope(node, "State").findValuesAsText("name")).containsExactly("n", "list");
      int list =
          editor
              .variables(editor.reference(node, "State"), "")
              .path(1)
              .path("variablesReference")
              .asInt();
      assertThat(
              editor
                  .variables(list, ",'filter':'indexed','start':1,'count':2")
                  .findValuesAsText("value"))
          .containsExactly("2", "3");

      editor.done(
          "setVariable",
          "{'variablesReference':%d,'name':'n','value':'40'}"
              .formatted(editor.reference(node, "State")));
      assertThat(editor.evaluate(node, "state.n")).isEqualTo("40");

      DapProcess.Stand edge = editor.go("continue", node);
      assertThat(edge.top()).isEqualTo("note (waits)");
      DapProcess.Stand call = editor.go("continue", edge);
      assertThat(call.top()).startsWith("tool files.write (c1");
      assertThat(call.line()).isEqualTo(NOTE_TOOL);
      assertThat(notes()).isEmpty();

      editor.done("continue", "{'threadId':%d}".formatted(call.thread()));
      assertThat(editor.event("exited").path("exitCode").asInt()).isZero();
      editor.event("terminated");
      assertThat(notes()).hasSize(1);
      editor.done("disconnect", "{}");
    }
    assertThat(fermata.run("show", session(), "--json").out()).contains("41");
  }

  @Test
  void countsHitsAndTellsLogMessages() {
    try (var editor = new DapProcess(fermata).initialize()) {
      DapProcess.Stand at =
          launch(
              editor,
              agent,
              "[{'line':%d,'logMessage':'n is {state.n}'},{'line':%d,'hitCondition':'4'}]"
                  .formatted(MORE, MORE),
              "[]",
              false);
      assertThat(editor.evaluate(at, "state.n")).isEqualTo("3");
      List<String> told = new ArrayList<>();
      editor.seen("output").forEach(event -> told.add(event.path("body").path("output").asText()));
      assertThat(told).contains("n is 0\n", "n is 1\n", "n is 2\n");
    }
  }

  @Test
  void stepsBackAndGoesOnAsAForkFromThere() throws IOException {
    try (var editor = new DapProcess(fermata).initialize()) {
      DapProcess.Stand call =
          launch(editor, agent, "[{'line':%d}]".formatted(NOTE_TOOL), "[]", false);
      assertThat(call.top()).startsWith("tool files.write");
      DapProcess.Stand before = editor.go("stepBack", call);
      assertThat(before.top()).isEqualTo("more (s5)");
      before = editor.go("stepBack", before);
      assertThat(editor.evaluate(before, "state.n")).isEqualTo("3");
      DapProcess.Stand begin = editor.go("reverseContinue", before);
      assertThat(begin.top()).isEqualTo("more (s1)");
      DapProcess.Stand again = editor.go("next", begin);
      assertThat(again.top()).isEqualTo("more (s2)");

      // With another value it is another run, which stands still at its beginning.
      editor.done(
          "setVariable",
          "{'variablesReference':%d,'name':'n','value':'99'}"
              .formatted(editor.reference(again, "State")));
      DapProcess.Stand fork = editor.stopped();
      assertThat(editor.evaluate(fork, "state.n")).isEqualTo("99");
      DapProcess.Stand forkCall = editor.go("continue", fork);
      assertThat(editor.evaluate(forkCall, "state.n")).isEqualTo("100");
      assertThat(notes()).isEmpty();
      editor.done("restartFrame", "{'frameId':%d}".formatted(forkCall.frame()));
      assertThat(editor.stopped().frames().toString()).contains("note");
    }
  }

  @Test
  void runsToTheCursor() {
    try (var editor = new DapProcess(fermata).initialize()) {
      DapProcess.Stand entry = launch(editor, agent, "[]");
      JsonNode targets =
          editor
              .done(
                  "gotoTargets",
                  "{'source':{'path':'%s'},'line':%d}".formatted(agent, NOTE_TOOL - 1))
              .path("targets");
      editor.done(
          "goto",
          "{'threadId':%d,'targetId':%d}"
              .formatted(entry.thread(), targets.path(0).path("id").asInt()));
      assertThat(editor.stopped().top()).isEqualTo("note (s6)");
    }
  }

  @Test
  void stopsAtAFailureAndWalksThroughItAfterwards() throws IOException {
    Path failing = Files.writeString(folder.resolve("failing.agent.yaml"), FAILING);
    try (var editor = new DapProcess(fermata).initialize()) {
      DapProcess.Stand at = launch(editor, failing, "[]", "['failure']", false);
      assertThat(at.reason()).isEqualTo("exception");
      assertThat(at.frames().toString()).contains("read (s2)");
      assertThat(
              editor
                  .done("exceptionInfo", "{'threadId':%d}".formatted(at.thread()))
                  .path("description")
                  .asText())
          .contains("not-there.txt");
      editor.done("continue", "{'threadId':%d}".formatted(at.thread()));
      assertThat(editor.event("exited").path("exitCode").asInt()).isEqualTo(1);
      editor.done("disconnect", "{}");
    }
    long events = fermata.run("events", session(), "--json").expect(0).jsonLines().count();
    try (var editor = new DapProcess(fermata).initialize()) {
      editor.done("configurationDone", "{}");
      editor.done("attach", "{'session':'%s','replay':true}".formatted(session()));
      DapProcess.Stand there = editor.stopped();
      assertThat(there.frames().toString()).contains("read (s2)");
      assertThat(editor.go("stepBack", there).top()).contains("(s");
      editor.done("disconnect", "{}");
    }
    assertThat(fermata.run("events", session(), "--json").expect(0).jsonLines().count())
        .isEqualTo(events);
  }

  @Test
  void showsBranchesAsThreadsAndStepsIntoChildRuns() throws IOException {
    Path parent = Files.writeString(folder.resolve("parent.agent.yaml"), PARENT);
    try (var editor = new DapProcess(fermata).initialize()) {
      DapProcess.Stand entry = launch(editor, parent, "[]");
      DapProcess.Stand left = editor.go("next", entry);
      JsonNode threads = editor.done("threads", "{}").path("threads");
      assertThat(threads).hasSize(2);
      int right = threads.path(1).path("id").asInt();
      editor.done("stepIn", "{'threadId':%d}".formatted(right));
      DapProcess.Stand child = editor.stopped();
      while (!child.frames().toString().contains("agent counting")) {
        child = editor.stopped();
      }
      assertThat(child.frames().findValuesAsText("name"))
          .contains("more (s1)", "agent counting", "agent parent");
      assertThat(left.frames().toString()).contains("agent parent");
    }
  }

  @Test
  void letsTwoEditorsLookAtOneRunOfWhichOneVanishes() {
    try (var one = new DapProcess(fermata).initialize();
        var other = new DapProcess(fermata).initialize()) {
      DapProcess.Stand entry = launch(one, agent, "[]");
      other.done("configurationDone", "{}");
      other.done("attach", "{'session':'%s'}".formatted(session()));
      DapProcess.Stand seen = other.stopped();
      assertThat(seen.top()).isEqualTo(entry.top());
      one.done("next", "{'threadId':%d}".formatted(entry.thread()));
      // The answer comes before the run is told; from here on it is on its way.
      assertThat(other.event("continued").path("threadId").isInt()).isTrue();
      one.kill();
      DapProcess.Stand next = other.stopped();
      assertThat(next.top()).isEqualTo("more (s2)");
      assertThat(other.go("next", next).top()).isEqualTo("more (s3)");
    }
  }

  @Test
  void saysThatABreakpointIsInAnotherText() throws IOException {
    try (var editor = new DapProcess(fermata).initialize()) {
      DapProcess.Stand entry = launch(editor, agent, "[]");
      Files.writeString(agent, "# another line\n" + COUNTING);
      JsonNode stale = setBreakpoints(editor, agent, "[{'line':%d}]".formatted(NOTE_TOOL + 1));
      assertThat(stale.path(0).path("verified").asBoolean()).isFalse();
      assertThat(stale.path(0).path("message").asText()).contains("not the one that the run");
      // The run goes on with the text that it was started with, and is shown with it.
      DapProcess.Stand next = editor.go("next", entry);
      assertThat(next.line()).isEqualTo(MORE);
      Files.writeString(agent, COUNTING);
      assertThat(
              setBreakpoints(editor, agent, "[{'line':%d}]".formatted(NOTE_TOOL))
                  .path(0)
                  .path("verified")
                  .asBoolean())
          .isTrue();
      assertThat(editor.go("continue", next).top()).startsWith("tool files.write");
      assertThat(
              editor.refused(
                  "evaluate", "{'frameId':%d,'expression':'state.n'}".formatted(next.frame())))
          .contains("the run has gone on");
    }
  }

  @Test
  void leavesARunHeldAcrossTheEndOfEverything() {
    try (var editor = new DapProcess(fermata).initialize()) {
      launch(editor, agent, "[]");
      editor.kill();
    }
    String session = session();
    fermata.killDaemon();
    try (var editor = new DapProcess(fermata).initialize()) {
      editor.done("configurationDone", "{}");
      editor.done("attach", "{'session':'%s'}".formatted(session));
      DapProcess.Stand there = editor.stopped();
      assertThat(there.top()).isEqualTo("more (s1)");
      assertThat(editor.go("next", there).top()).isEqualTo("more (s2)");
    }
  }

  @Test
  void forgetsTheBreakpointsOfADebuggerThatHasVanished() {
    try (var gone = new DapProcess(fermata).initialize()) {
      DapProcess.Stand entry = launch(gone, agent, "[{'line':%d}]".formatted(MORE));
      assertThat(gone.go("continue", entry).reason()).isEqualTo("breakpoint");
      gone.kill();
    }
    try (var editor = new DapProcess(fermata).initialize()) {
      setBreakpoints(editor, agent, "[{'line':%d}]".formatted(NOTE_TOOL));
      editor.done("configurationDone", "{}");
      editor.done("attach", "{'session':'%s'}".formatted(session()));
      DapProcess.Stand there = editor.stopped();
      // Four more rounds pass the place that only the other one had marked.
      assertThat(editor.go("continue", there).top()).startsWith("tool files.write");
    }
  }

  @Test
  void stopsAtQuestionsStepsOutOfChildRunsAndNamesTheFiles() throws IOException {
    Path asking =
        Files.writeString(
            folder.resolve("asking.agent.yaml"),
            """
            agent: asking
            nodes:
              first: {agent: counting}
              ask: {ask: Which way?, choices: [left, right]}
            edges:
              - {from: first, to: ask}
            """);
    try (var editor = new DapProcess(fermata).initialize()) {
      DapProcess.Stand entry = launch(editor, asking, "[]", "['question']", true);
      DapProcess.Stand child = editor.go("stepIn", entry);
      while (!child.frames().toString().contains("agent counting")) {
        child = editor.stopped();
      }
      assertThat(editor.done("loadedSources", "{}").findValuesAsText("path"))
          .containsExactlyInAnyOrder(asking.toString(), agent.toString());
      DapProcess.Stand out = editor.go("stepOut", child);
      assertThat(out.frames().toString()).contains("agent asking").doesNotContain("agent counting");
      assertThat(notes()).as("the child run went to its end").hasSize(1);
      DapProcess.Stand question = out;
      while (!question.stop().toString().contains("question")) {
        question = editor.go("continue", question);
      }
      assertThat(question.frames().toString()).contains("ask (s");
    }
  }

  @Test
  void stopsWhereABudgetIsUsedUp() throws IOException {
    Path small =
        Files.writeString(
            folder.resolve("counting.agent.yaml"),
            COUNTING.replace("agent: counting\n", "agent: counting\nlimits: {steps: 4}\n"));
    try (var editor = new DapProcess(fermata).initialize()) {
      DapProcess.Stand at = launch(editor, small, "[]", "['budget']", false);
      assertThat(at.stop().toString()).contains("budget");
    }
  }
}
