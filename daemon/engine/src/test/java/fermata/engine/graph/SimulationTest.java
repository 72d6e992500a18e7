package fermata.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import fermata.definition.load.AgentLoader;
import fermata.definition.load.PromptFiles;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.SourceText;
import fermata.definition.tool.ToolKnowledge;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunInput;
import fermata.engine.run.SharedState;
import fermata.engine.state.RunStatus;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Agents by chance in a world of chance, one for each seed.
 *
 * <p>{@code -Dsim.seeds=N} takes N seeds, {@code -Dsim.seed=S} begins at another one; with both a
 * failure is repeated.
 */
class SimulationTest {

  private static final int SEEDS = 300;

  private final Map<RunStatus, Integer> ends = new EnumMap<>(RunStatus.class);
  private final Map<Class<?>, Integer> happened = new HashMap<>();

  @Test
  void holdsWhateverComes() {
    long first = Long.getLong("sim.seed", 1);
    long count = Integer.getInteger("sim.seeds", SEEDS);
    LongStream.range(first, first + count).forEach(this::simulate);
    if (count >= SEEDS) {
      assertThat(ends)
          .as("the agents are so varied that their runs end in every way")
          .containsOnlyKeys(RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.CANCELLED);
      assertThat(happened.keySet()).as("and everything happens").isEqualTo(kinds());
    }
  }

  private static Set<Class<?>> kinds() {
    return Set.of(RunEvent.class.getPermittedSubclasses());
  }

  private void simulate(long seed) {
    var random = new SplittableRandom(seed);
    String text = SimAgent.text(random);
    var journal = new Journal(agent(text));
    try {
      RunStatus end = run(journal, random);
      ends.merge(end, 1, Integer::sum);
      journal.entries().forEach(entry -> happened.merge(entry.event().getClass(), 1, Integer::sum));
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(report(seed, text, journal), e);
    }
  }

  static AgentDefinition agent(String text) {
    return Objects.requireNonNull(
        AgentLoader.load(
                new SourceText("sim.agent.yaml", text), PromptFiles.NONE, ToolKnowledge.NONE)
            .definition());
  }

  private static RunStatus run(Journal journal, RandomGenerator random) {
    var kept = new SharedState.Value(IntNode.valueOf(3), random.nextInt(3));
    journal.share(new SharedState(new LinkedHashMap<>(Map.of("seen", kept))));
    var shell = new SimShell(journal, random);
    shell.live(started(), 2 + random.nextInt(80));
    shell.drain();
    return journal.state().status();
  }

  static RunInput.Started started() {
    var commands = new Commands();
    SimAgent.TOOLS.forEach(commands::addTool);
    commands.addModel("sim/one 1 5 600");
    commands.addModel("sim/two 0 0 400");
    return (RunInput.Started) commands.input("startWith {\"last\":{\"n\":3}} {}");
  }

  private static String report(long seed, String text, Journal journal) {
    var printer = new Printer(ScenarioRun.START);
    var report = new StringBuilder("seed " + seed + "; to repeat:\n");
    report.append("scripts/engine-sweep --seed ").append(seed).append(" --seeds 1\n\n");
    report.append(text).append('\n');
    journal.entries().forEach(entry -> report.append(printer.event(entry.event())).append('\n'));
    return report.append(printer.state(journal.state())).toString();
  }
}
