package fermata.definition.load;

import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlParser;
import java.util.Optional;
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
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * How long it takes to read and check a definition, as after each keystroke, beside the tree of a
 * YAML library for the same text.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class CheckBenchmark {

  /** About how many lines the text has. */
  @Param({"1200", "12000"})
  private int lines;

  private String text = "";
  private int round;

  /** Makes the text. */
  @Setup
  public void prepare() {
    text = SampleText.ofLines(lines);
  }

  /** Another text each time, so that nothing remembered helps. */
  private SourceText next() {
    return new SourceText("x", text + "# " + round++ + "\n");
  }

  /** Everything: tree, model, index, all rules. */
  @Benchmark
  public LoadedAgent check() {
    return AgentLoader.load(next(), PromptFiles.NONE, BuiltinTools.knowledge());
  }

  /** What completion and hover need. */
  @Benchmark
  public ReadAgent read() {
    return AgentLoader.read(next(), PromptFiles.NONE, BuiltinTools.knowledge());
  }

  /** The tree with true positions alone. */
  @Benchmark
  public Parsed<YamlDocument> parse() {
    return YamlParser.parse(next());
  }

  /** The peer: snakeyaml-engine's tree, which has no problems, no columns in UTF-16, no comments. */
  @Benchmark
  public Optional<Node> peerCompose() {
    return new Compose(LoadSettings.builder().build()).composeString(next().text());
  }
}
