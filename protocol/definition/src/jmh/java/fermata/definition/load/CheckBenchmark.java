package fermata.definition.load;

import fermata.definition.text.SourceText;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to read and check a definition of 1,200 lines, as after each keystroke. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CheckBenchmark {

  private static final int NODES = 196;

  private final String text = text();
  private int round;

  /** Another text each time, so that nothing remembered helps. */
  @Benchmark
  public LoadedAgent check() {
    var source = new SourceText("x", text + "# " + round++ + "\n");
    return AgentLoader.load(source, PromptFiles.NONE, BuiltinTools.knowledge());
  }

  /** An agent of questions, tool calls and values, each with conditions and expressions. */
  private static String text() {
    var text = new StringBuilder("agent: long\ninput: {folder: {type: string}}\nnodes:\n");
    for (int i = 0; i < NODES; i++) {
      text.append(node(i));
    }
    text.append("  n").append(NODES).append(": {set: {done: true}}\n");
    return text.append("  end: {set: {done: false}}\n").toString();
  }

  private static String node(int i) {
    return switch (i % 4) {
      case 0 ->
          """
            n%d:
              ask: Take ${{ input.folder }}?
              approve: true
              timeout: 1d
              next:
                - {to: n%d, when: "${{ output.approve }}"}
                - {to: end}
          """
              .formatted(i, i + 1);
      case 1 ->
          """
            n%d:
              tool: files.find
              args: {path: "${{ input.folder }}", glob: "*.md"}
              outputs: {count: {type: integer}}
              next: n%d

          """
              .formatted(i, i + 1);
      case 2 ->
          """
            n%d:
              set:
                text: "found ${{ nodes.n%d.count }} files"
              outputs:
                text: {type: string}
              next: n%d
          """
              .formatted(i, i - 1, i + 1);
      default ->
          """
            n%d:
              routes:
                - {to: n%d, when: "${{ nodes.n%d.count > 0 }}"}
                - {to: end}

          """
              .formatted(i, i + 1, i - 2);
    };
  }
}
