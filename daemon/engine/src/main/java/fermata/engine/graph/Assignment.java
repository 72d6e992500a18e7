package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Reducer;
import fermata.definition.model.StateKey;
import fermata.definition.schema.SchemaValidator;
import fermata.definition.text.Suggestions;
import fermata.engine.fold.Canonical;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunInput;
import fermata.engine.run.StepId;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import java.util.Optional;

/**
 * A value that somebody gives a key of the state while the run stands still.
 *
 * <p>It is written as the step would write it, so only where writing replaces.
 */
public final class Assignment {

  private Assignment() {}

  /** {@return why that cannot be done} */
  public static Optional<String> refusal(
      AgentDefinition definition, RunState state, StepId step, String key, JsonNode value) {
    if (state.status() != RunStatus.PAUSED) {
      return Optional.of("the run is " + state.status().label() + " (expected: paused)");
    }
    if (!state.steps().has(step)) {
      return Optional.of("step '" + step.value() + "' is not under way");
    }
    StateKey declared = definition.state().get(key);
    if (declared == null) {
      return Optional.of(
          "the agent has no state key '"
              + key
              + "'"
              + Suggestions.hint(key, definition.state().keySet()));
    }
    if (declared.reduce() != Reducer.LAST && declared.reduce() != Reducer.ERROR) {
      return Optional.of(
          "what is written to state key '%s' is added to it: a fork can have another value"
              .formatted(key));
    }
    return SchemaValidator.of(declared.schema()).validate(Canonical.of(value)).stream()
        .findFirst()
        .map(violation -> "/" + key + violation.pointer() + ": " + violation.message());
  }

  static void make(Course course, RunInput.StateSet input) {
    if (refusal(course.definition(), course.state(), input.step(), input.key(), input.value())
        .isEmpty()) {
      int version = course.state().memory().versionOf(input.key()) + 1;
      course.emit(
          new RunEvent.StatePatched(
              input.step(), input.key(), Canonical.of(input.value()), version));
    }
  }
}
