package fermata.daemon.history;

import fermata.daemon.platform.Hashes;
import fermata.daemon.run.RunArchive;
import fermata.daemon.source.AgentTexts;
import fermata.definition.model.AgentDefinition;
import fermata.engine.state.Call;
import fermata.engine.state.Conversation;
import fermata.engine.state.Flow;
import fermata.engine.state.Lineage;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import fermata.wire.event.DebugFact;
import fermata.wire.method.debug.RunPositionResult;
import fermata.wire.method.debug.RunPositionResult.BranchView;
import fermata.wire.method.debug.RunPositionResult.CallView;
import fermata.wire.method.debug.RunPositionResult.StopView;
import fermata.wire.method.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a run is at a position: its branches, steps and calls. */
public final class PositionView {

  private PositionView() {}

  /**
   * {@return the position}
   *
   * @param hasText whether the text of the definition is wanted
   * @param stop the newest fact about a place that a debugger had marked, where the run stands
   *     still for it
   */
  public static RunPositionResult of(
      RunArchive.Past past, long firstSeq, boolean hasText, DebugFact.@Nullable Reached stop) {
    RunState state = past.state();
    AgentDefinition definition = past.sight().definition();
    AgentTexts texts = past.sight().pin().texts();
    return new RunPositionResult(
        past.summary().run(),
        definition.name().value(),
        definition.digest(),
        texts.file(),
        Hashes.sha256(texts.text()),
        firstSeq,
        past.seq(),
        past.at(),
        new RunStatus(state.status().label()),
        branches(definition, state),
        stop == null ? null : view(stop),
        hasText ? texts.text() : null);
  }

  private static StopView view(DebugFact.Reached stop) {
    boolean isPoint = stop.reason().equals("breakpoint");
    return new StopView(
        stop.reason(),
        isPoint ? stop.breakpoint() : null,
        stop.step(),
        stop.node(),
        stop.call(),
        stop.text());
  }

  private static List<BranchView> branches(AgentDefinition definition, RunState state) {
    var branches = new ArrayList<BranchView>();
    for (Step step : state.steps().values()) {
      Lineage.Element element = step.token().lineage().frame();
      branches.add(
          new BranchView(
              name(step.token().lineage()),
              step.id().value(),
              step.node().value(),
              definition.node(step.node()).kind(),
              step.visit(),
              step.attempt(),
              element == null ? null : element.map().value(),
              element == null ? null : element.index(),
              turn(step),
              state.callsOf(step.id()).map(PositionView::view).toList()));
    }
    for (Flow.Arrival arrival : state.flow().arrivals()) {
      branches.add(
          new BranchView(
              name(arrival.token().lineage()),
              null,
              arrival.at().value(),
              definition.node(arrival.at()).kind(),
              state.memory().visitsOf(arrival.at()),
              1,
              null,
              null,
              null,
              List.of()));
    }
    return branches;
  }

  private static @Nullable Integer turn(Step step) {
    return step.conversation().map(Conversation::counts).map(it -> it.turns() + 1).orElse(null);
  }

  private static String name(Lineage lineage) {
    return switch (lineage) {
      case Lineage.Root _ -> "";
      case Lineage.Branch(var parent, var fanOut, var index, _) ->
          joined(name(parent), fanOut.value() + "." + index);
      case Lineage.Element(var parent, var map, var index, _) ->
          joined(name(parent), map.value() + "[" + index + "]");
    };
  }

  private static String joined(String parent, String own) {
    return parent.isEmpty() ? own : parent + "/" + own;
  }

  private static CallView view(Call call) {
    String id = call.id().value();
    String phase = call.phase().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return switch (call) {
      case Call.Model model -> new CallView(id, "model", model.model(), phase, null, null);
      case Call.Tool tool ->
          new CallView(id, "tool", tool.tool().value(), phase, tool.args(), null);
      case Call.Child child ->
          new CallView(
              id, "child", child.agent().value(), phase, child.input(), child.run().value());
    };
  }
}
