package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.AgentDefinition;
import fermata.engine.fold.Canonical;
import fermata.engine.run.Failure;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunInput;
import fermata.engine.state.RunStatus;

/** The beginning of a run. */
final class Starting {

  private Starting() {}

  static void start(Course course, RunInput.Started input) {
    if (course.state().status() != RunStatus.NEW) {
      return;
    }
    AgentDefinition definition = course.definition();
    JsonNode values = Fields.complete(definition.input(), Canonical.of(input.input()));
    course.emit(
        new RunEvent.RunStarted(
            input.run(),
            input.session(),
            definition.name(),
            definition.digest(),
            input.entry(),
            values,
            input.tools(),
            input.models(),
            input.grant()));
    input.debuggers().forEach(set -> course.emit(new RunEvent.BreakpointsSet(set)));
    input.context().forEach(context -> course.emit(new RunEvent.ContextFetched(context)));
    if (!definition.entries().containsKey(input.entry())) {
      Ends.fail(course, Failure.of("entry.unknown", unknown(definition, input.entry())));
      return;
    }
    SharedKeys.load(course);
    Fields.check(definition.input(), values).stream()
        .findFirst()
        .ifPresent(
            violation -> Ends.fail(course, Fields.failure("input.schema", "input", violation)));
  }

  private static String unknown(AgentDefinition definition, String entry) {
    return "entry '%s' is not in agent '%s' (expected one of: %s)"
        .formatted(
            entry, definition.name().value(), String.join(", ", definition.entries().keySet()));
  }
}
