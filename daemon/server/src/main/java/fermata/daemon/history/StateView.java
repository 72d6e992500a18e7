package fermata.daemon.history;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.journal.ValueMapping;
import fermata.daemon.run.RunArchive;
import fermata.engine.state.Call;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import fermata.wire.method.history.OpenStep;
import fermata.wire.method.history.StateGetResult;
import fermata.wire.method.run.RunStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/** What a run knew, as clients see it. */
public final class StateView {

  private StateView() {}

  /** {@return all that a run knew at a position} */
  public static StateGetResult of(RunArchive.Past past) {
    RunState state = past.state();
    var nodes = new LinkedHashMap<String, JsonNode>();
    past.memory().outputs().asMap().forEach((node, outputs) -> nodes.put(node.value(), outputs));
    return new StateGetResult(
        past.summary().run(),
        past.seq(),
        past.at(),
        past.sight().definition().digest(),
        new RunStatus(state.status().label()),
        state.requireOrigin().input(),
        new LinkedHashMap<>(past.memory().state().asMap()),
        nodes,
        steps(state),
        state.flow().arrivals().stream().map(arrival -> arrival.at().value()).toList(),
        state.questions().values().stream().map(question -> question.id().value()).toList(),
        ValueMapping.toWire(state.spending().usage()));
  }

  private static SequencedMap<String, OpenStep> steps(RunState state) {
    var steps = new LinkedHashMap<String, OpenStep>();
    for (Step step : state.steps().values()) {
      List<String> calls = state.callsOf(step.id()).map(StateView::text).toList();
      steps.put(step.id().value(), new OpenStep(step.node().value(), step.attempt(), calls));
    }
    return steps;
  }

  private static String text(Call call) {
    String what =
        switch (call) {
          case Call.Model model -> model.model();
          case Call.Tool tool -> tool.tool().value();
          case Call.Child child -> child.agent().value();
        };
    String phase = call.phase().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return call.id().value() + ": " + what + ", " + phase;
  }
}
