package fermata.daemon.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.load.AgentLoader;
import fermata.definition.load.PromptFiles;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.ToolName;
import fermata.definition.text.SourceText;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.tool.ToolTraits;
import fermata.engine.fold.Fold;
import fermata.engine.graph.Advance;
import fermata.engine.graph.Transition;
import fermata.engine.run.CallId;
import fermata.engine.run.Effect;
import fermata.engine.run.ModelReply;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.engine.run.SessionId;
import fermata.engine.run.ToolOutcome;
import fermata.engine.run.ToolRequest;
import fermata.engine.state.RunState;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A conversation of a thousand turns, each with a call of a tool: what a turn adds to the journal
 * does not grow with what was said before it. {@code scripts/bench-conversation} makes it ten
 * thousand turns, and shows that the time does not grow either.
 */
final class ConversationGrowthTest {

  private static final int TURNS = Integer.getInteger("fermata.turns", 1_000);

  /** Of so many parts the time is measured. */
  private static final int PARTS = 10;

  private static final int PART = TURNS / PARTS;

  /** With fewer turns the machine still learns. */
  private static final int MEASURED_MIN = 10_000;

  /** What is said in each turn, by the model and by the tool. */
  private static final String TEXT = "x".repeat(200);

  /** Of a turn, its texts not counted: its goal is that of a peer that stores differences. */
  private static final long BYTES_MAX = 1_500;

  private static final String AGENT =
      """
      agent: talk
      model: openai/gpt-5-mini
      approvals: {default: allow}
      limits: {steps: 10, tool_calls: 100000, tokens: 100000000000000}
      nodes:
        talk: {prompt: Talk., max_turns: 20000, tools: [look]}
      tools: [look]
      """;

  private final AgentDefinition definition = definition();
  private final Instant now = Instant.EPOCH;
  private RunState state = Fold.initial();

  private static AgentDefinition definition() {
    return Objects.requireNonNull(
        AgentLoader.load(
                new SourceText("a.agent.yaml", AGENT), PromptFiles.NONE, ToolKnowledge.NONE)
            .definition());
  }

  @Test
  void addsAsMuchToTheJournalInItsLastTurnAsInItsFirst() {
    var tools = new LinkedHashMap<ToolName, ToolTraits>();
    tools.put(new ToolName("look"), new ToolTraits(true, true, false, OnUnknown.RETRY));
    CallId call =
        callOf(
            take(
                new RunInput.Started(
                    new RunId("01a200c0-39f5-75a4-99d1-0a58b63cfbf6"),
                    new SessionId("01a200c0-39f5-75a5-9d6c-f73cc5802cb8"),
                    "default",
                    JsonNodeFactory.instance.objectNode(),
                    tools,
                    new LinkedHashMap<>())));
    var bytes = new ArrayList<Long>();
    var nanos = new ArrayList<Long>();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    for (int turn = 0; turn < TURNS; turn++) {
      Transition asked = take(reply(call, turn));
      Transition answered =
          take(
              new RunInput.ToolReturned(
                  callOf(asked),
                  new ToolOutcome.Completed(JsonNodeFactory.instance.textNode(TEXT))));
      call = callOf(answered);
      bytes.add(stored(asked) + stored(answered));
      if ((turn + 1) % PART == 0) {
        long now = threads.getCurrentThreadCpuTime();
        nanos.add((now - begin) / PART);
        begin = now;
      }
    }

    long early = bytes.get(10);
    long late = bytes.getLast();
    // Numbers get longer: that of a call stands in most of its events.
    assertThat(late).isBetween(early, early + 100);
    // What the tool said is in its outcome, and in the message that the model gets of it.
    assertThat(late - 3L * TEXT.length()).isLessThan(BYTES_MAX);
    if (TURNS >= MEASURED_MIN) {
      for (int part = 0; part < PARTS; part++) {
        System.out.printf(
            "turn %,7d  %,6d bytes of journal, %,6d of them texts  %,6d us of processor time%n",
            (part + 1) * PART,
            bytes.get((part + 1) * PART - 1),
            3 * TEXT.length(),
            nanos.get(part) / 1_000);
      }
      assertThat(nanos.getLast()).isLessThan(2 * nanos.get(PARTS / 2));
    }
  }

  private Transition take(RunInput input) {
    Transition transition = Advance.advance(definition, state, input, now);
    state = transition.next();
    return transition;
  }

  private static CallId callOf(Transition transition) {
    List<CallId> calls = new ArrayList<>();
    for (Effect effect : transition.effects()) {
      switch (effect) {
        case Effect.CallModel model -> calls.add(model.call());
        case Effect.CallTool tool -> calls.add(tool.call());
        default -> {
          // Timers.
        }
      }
    }
    assertThat(calls).as("%s", transition.events()).hasSize(1);
    return calls.getFirst();
  }

  private static RunInput reply(CallId call, int turn) {
    var args = JsonNodeFactory.instance.objectNode().put("n", turn);
    return new RunInput.ModelReplied(
        call,
        new ModelReply(
            TEXT + turn,
            null,
            List.of(new ToolRequest("call_" + turn, "look", args)),
            ModelReply.Finish.TOOL_CALLS,
            ModelReply.Tokens.NONE));
  }

  private long stored(Transition transition) {
    long bytes = 0;
    for (RunEvent event : transition.events()) {
      bytes +=
          JournalRecords.encode(
                  EventMapping.toWire(event, null),
                  state.requireOrigin().run().value(),
                  new HashMap<>(Map.of("s1", StepPlace.of("talk"))),
                  null)
              .body()
              .length();
    }
    return bytes;
  }
}
