package fermata.engine.graph;

import fermata.definition.model.AgentDefinition;
import fermata.engine.fold.Fold;
import fermata.engine.run.Breakpoint;
import fermata.engine.run.BreakpointSet;
import fermata.engine.run.RunInput;
import fermata.engine.state.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
 * What breakpoints cost a run that does not come to them: two steps of a loop, with none and with
 * some at nodes, edges and tools that the loop never reaches.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class DebugBenchmark {

  private static final String AGENT =
      """
      agent: bench
      limits: {steps: 1000000, tool_calls: 1000000}
      state:
        n: {type: integer, reduce: add, default: 0}
      nodes:
        look: {tool: look, args: {n: "${{ state.n }}"}, outputs: {value: {type: integer}}}
        count: {set: {state.n: 1}}
        end: {set: {x: "1"}}
      edges:
        - {from: look, to: count}
        - {from: count, to: look, when: "${{ state.n < 100000 }}"}
        - {from: count, to: end, default: true}
      """;

  /** How many breakpoints there are; -1 for a run that nobody debugs. */
  @Param({"-1", "0", "1", "30"})
  private int breakpoints;

  private AgentDefinition definition;
  private RunState state;
  private RunInput next;

  /** Lets the run come into its loop. */
  @Setup
  public void prepare() {
    definition = EngineBenchmark.load(AGENT);
    Transition begun =
        Advance.advance(
            definition, Fold.initial(), EngineBenchmark.started(), EngineBenchmark.START);
    state = begun.next();
    next = EngineBenchmark.returned(begun.effects());
    if (breakpoints >= 0) {
      var set = new BreakpointSet("bench", points(), Set.of(), false);
      state =
          Advance.advance(
                  definition, state, new RunInput.BreakpointsSet(set), EngineBenchmark.START)
              .next();
    }
  }

  private List<Breakpoint> points() {
    var points = new ArrayList<Breakpoint>();
    for (int i = 0; i < breakpoints; i++) {
      Breakpoint.Kind kind = Breakpoint.Kind.values()[i % 3];
      String at =
          switch (kind) {
            case NODE -> "end";
            case EDGE -> "edges[2]";
            case TOOL -> "files.read";
          };
      points.add(
          new Breakpoint("b" + i, "bench", kind, at, null, "${{ state.n == 7 }}", null, null));
    }
    return points;
  }

  /** One result of a tool: ends its step, takes two edges, does a step, starts the next call. */
  @Benchmark
  public Transition advance() {
    return Advance.advance(definition, state, next, EngineBenchmark.START);
  }
}
