package fermata.engine.graph;

import fermata.definition.model.AgentDefinition;
import fermata.engine.fold.Fold;
import fermata.engine.run.RunInput;
import fermata.engine.state.RunState;
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
 * What the engine adds to a step of one branch while others are under way, in an agent of 300 nodes
 * and more: joins look for ways through the whole graph.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 12, time = 2)
@Measurement(iterations = 5, time = 2)
public class BranchesBenchmark {

  private static final int NODES = 300;

  /** How many branches there are, each with a tool call under way. */
  @Param({"2", "20", "200"})
  private int branches;

  private AgentDefinition definition;
  private RunState state;
  private RunInput next;

  /** Lets every branch come to its call. */
  @Setup
  public void prepare() {
    definition = EngineBenchmark.load(agent(branches));
    Transition started =
        Advance.advance(
            definition, Fold.initial(), EngineBenchmark.started(), EngineBenchmark.START);
    state = started.next();
    next = EngineBenchmark.returned(started.effects());
  }

  private static String agent(int branches) {
    var nodes = new StringBuilder("agent: bench\nnodes:\n  go: {set: {a: \"1\"}}\n");
    var edges = new StringBuilder("edges:\n");
    for (int i = 0; i < branches; i++) {
      nodes.append("  call%1$d: {tool: look}\n  then%1$d: {set: {a: \"1\"}}\n".formatted(i));
      edges.append(
          """
            - {from: go, to: call%1$d}
            - {from: call%1$d, to: then%1$d}
            - {from: then%1$d, to: rest0}
          """
              .formatted(i));
    }
    for (int i = 0; i < NODES; i++) {
      nodes.append("  rest%d: {set: {a: \"1\"}}\n".formatted(i));
      edges.append(
          i == 0 ? "" : "  - {from: rest%d, to: rest%d}\n".formatted(i - 1, i));
    }
    return nodes.append(edges).toString();
  }

  /** One result of a tool: ends its step, does the next, which waits for the other branches. */
  @Benchmark
  public Transition advance() {
    return Advance.advance(definition, state, next, EngineBenchmark.START);
  }
}
