package fermata.daemon.run;

import fermata.daemon.journal.StepPlace;
import fermata.engine.run.StepId;
import fermata.engine.state.RunState;
import java.util.List;

/** Where steps of a run are. */
final class StepPlaces {

  private StepPlaces() {}

  /** {@return the place of a step that has not ended} */
  static StepPlace of(RunState state, StepId step) {
    List<String> path =
        state.around(step).stream()
            .flatMap(each -> state.steps().find(each).stream())
            .map(each -> each.node().value())
            .toList();
    return new StepPlace(path);
  }
}
