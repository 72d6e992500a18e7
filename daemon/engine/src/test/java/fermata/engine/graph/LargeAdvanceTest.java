package fermata.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.load.AgentLoader;
import fermata.definition.load.PromptFiles;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.SourceText;
import fermata.definition.tool.ToolKnowledge;
import fermata.engine.fold.Fold;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunInput;
import fermata.engine.run.SessionId;
import fermata.engine.run.SharedState;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Work that needs nothing from outside, and is too much for one transaction. */
class LargeAdvanceTest {

  private static final Instant NOW = ScenarioRun.START;

  /** 4,000 elements, of four events each. */
  private static final String MAP =
      """
      agent: a
      limits: {steps: 10000}
      nodes:
        each: {over: "${{ input.list }}", do: body, concurrency: 16}
        body: {set: {twice: "${{ item * 2 }}"}}
      input: {list: {type: array, items: {type: integer}}}
      """;

  private final AgentDefinition definition =
      AgentLoader.load(new SourceText("a.agent.yaml", MAP), PromptFiles.NONE, ToolKnowledge.NONE)
          .usable();

  @Test
  void isCutIntoPartsThatAreStoredOneAfterAnother() {
    var parts = new ArrayList<Transition>();
    parts.add(Advance.advance(definition, Fold.initial(), started(4_000), NOW));
    while (parts.getLast().isUnfinished()) {
      parts.add(Advance.goOn(definition, parts.getLast().next(), NOW, SharedState.NONE));
    }

    List<Integer> sizes = parts.stream().map(part -> part.events().size()).toList();
    assertThat(sizes).hasSizeGreaterThan(7).allMatch(size -> size < Advance.EVENTS_MAX + 65);
    assertThat(parts.getLast().next().status()).isEqualTo(RunStatus.COMPLETED);
    List<RunEvent> all = parts.stream().flatMap(part -> part.events().stream()).toList();
    assertThat(all.stream().filter(RunEvent.ElementFinished.class::isInstance).count())
        .isEqualTo(4_000);
  }

  @Test
  void goesOnWhereItWasCutAfterACrash() {
    Transition first = Advance.advance(definition, Fold.initial(), started(1_000), NOW);
    RunState found = Fold.initial();
    for (RunEvent event : first.events()) {
      found = Fold.apply(definition, found, event, NOW);
    }
    assertThat(first.isUnfinished()).isTrue();

    Transition next = Advance.advance(definition, found, new RunInput.Interrupted("crash"), NOW);
    while (next.isUnfinished()) {
      next = Advance.goOn(definition, next.next(), NOW, SharedState.NONE);
    }
    assertThat(next.next().status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void doesNothingToARunThatIsDone() {
    Transition done = Advance.advance(definition, Fold.initial(), started(2), NOW);

    assertThat(done.isUnfinished()).isFalse();
    assertThat(Advance.goOn(definition, done.next(), NOW, SharedState.NONE).events()).isEmpty();
  }

  private static RunInput started(int count) {
    var list = new StringBuilder("{\"list\":[0");
    for (int i = 1; i < count; i++) {
      list.append(',').append(i);
    }
    return new RunInput.Started(
        Commands.RUN,
        new SessionId("session"),
        "default",
        Commands.json(list.append("]}").toString()),
        new LinkedHashMap<>(),
        new LinkedHashMap<>());
  }
}
