package fermata.engine.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.load.AgentLoader;
import fermata.definition.load.PromptFiles;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.Ordered;
import fermata.definition.model.ToolName;
import fermata.definition.text.SourceText;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.tool.ToolTraits;
import fermata.engine.fold.Fold;
import fermata.engine.run.Effect;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.engine.run.SessionId;
import fermata.engine.run.ToolOutcome;
import fermata.engine.state.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the engine adds to a step, and how fast the events of a long run are folded.
 *
 * <p>The run goes round a loop of a tool call and a write to the shared state, so that a state which
 * grew with the run would show in the longer one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 12, time = 2)
@Measurement(iterations = 5, time = 2)
public class EngineBenchmark {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String AGENT =
      """
      agent: bench
      limits: {steps: 1000000, tool_calls: 1000000}
      state:
        n: {type: integer, reduce: add, default: 0}
        seen: {reduce: last}
      nodes:
        look: {tool: look, args: {n: "${{ state.n }}"}, outputs: {value: {type: integer}}}
        count: {set: {state.n: 1, state.seen: "${{ nodes.look.value }}"}}
        end: {set: {x: "1"}}
      edges:
        - {from: look, to: count}
        - {from: count, to: look, when: "${{ state.n < 100000 }}"}
        - {from: count, to: end, default: true}
      """;

  /** How many events the run has had. */
  @Param({"1000", "10000"})
  private int events;

  private AgentDefinition definition;
  private final List<RunEvent> journal = new ArrayList<>();
  private RunState state;
  private RunInput next;

  /** Lets the run come that far. */
  @Setup
  public void prepare() {
    definition = load(AGENT);
    journal.clear();
    state = Fold.initial();
    next = started();
    while (journal.size() < events) {
      Transition transition = Advance.advance(definition, state, next, START);
      journal.addAll(transition.events());
      state = transition.next();
      next = returned(transition.effects());
    }
  }

  static AgentDefinition load(String agent) {
    return AgentLoader.load(
            new SourceText("bench.agent.yaml", agent), PromptFiles.NONE, ToolKnowledge.NONE)
        .usable();
  }

  static RunInput started() {
    var tools = new LinkedHashMap<ToolName, ToolTraits>();
    tools.put(
        new ToolName("look"), new ToolTraits(true, true, false, OnUnknown.RETRY));
    return new RunInput.Started(
        new RunId("r1"),
        new SessionId("s1"),
        AgentDefinition.DEFAULT_ENTRY,
        JsonNodeFactory.instance.objectNode(),
        tools,
        Ordered.empty());
  }

  static RunInput returned(List<Effect> effects) {
    return effects.stream()
        .filter(Effect.CallTool.class::isInstance)
        .map(effect -> (Effect.CallTool) effect)
        .map(
            call ->
                new RunInput.ToolReturned(
                    call.call(),
                    new ToolOutcome.Completed(
                        JsonNodeFactory.instance.objectNode().put("value", 7))))
        .findFirst()
        .orElseThrow();
  }

  /** One result of a tool: ends its step, takes two edges, does a step, starts the next call. */
  @Benchmark
  public Transition advance() {
    return Advance.advance(definition, state, next, START);
  }

  /** All events of the run, from the first. */
  @Benchmark
  public RunState fold() {
    RunState folded = Fold.initial();
    for (RunEvent event : journal) {
      folded = Fold.apply(definition, folded, event, START);
    }
    return folded;
  }
}
