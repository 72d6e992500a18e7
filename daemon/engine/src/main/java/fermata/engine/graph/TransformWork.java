package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.Node;
import fermata.definition.model.StateKey;
import fermata.engine.fold.Joining;
import fermata.engine.fold.Reducers;
import fermata.engine.run.Failure;
import fermata.engine.run.RunEvent;
import fermata.engine.state.Step;
import fermata.engine.state.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code transform} node does.
 *
 * <p>All its expressions see what was there before it, whatever their order, and nothing is written
 * where one of them fails.
 */
final class TransformWork {

  private static final String STATE = "state.";

  private TransformWork() {}

  static void begin(Course course, Step step, Node.Transform node) {
    switch (Expressions.members(node.set(), Scope.of(course, step.token()))) {
      case Expressions.Result.Failed(var failure) -> Steps.fail(course, step, failure);
      case Expressions.Result.Value(var values) -> set(course, step, values);
    }
  }

  private static void set(Course course, Step step, JsonNode values) {
    ObjectNode outputs = JsonNodeFactory.instance.objectNode();
    values.properties().stream()
        .filter(entry -> !entry.getKey().startsWith(STATE))
        .forEach(entry -> outputs.set(entry.getKey(), entry.getValue()));
    List<Map.Entry<String, JsonNode>> writes =
        values.properties().stream().filter(entry -> entry.getKey().startsWith(STATE)).toList();
    Optional<Failure> problem =
        wrongOutput(course, step, outputs).or(() -> wrongWrite(course, step, writes));
    if (problem.isPresent()) {
      Steps.fail(course, step, problem.get());
      return;
    }
    writes.forEach(write -> patch(course, step, name(write), write.getValue()));
    Steps.succeed(course, step, outputs);
  }

  private static Optional<Failure> wrongOutput(Course course, Step step, ObjectNode outputs) {
    var declared = course.nodeOf(step).options().outputs();
    return Fields.check(declared, Fields.pick(declared, outputs)).stream()
        .findFirst()
        .map(
            violation ->
                Fields.failure("output.schema", "nodes." + step.node().value(), violation));
  }

  private static Optional<Failure> wrongWrite(
      Course course, Step step, List<Map.Entry<String, JsonNode>> writes) {
    Table<String, JsonNode> seen = Joining.view(course.definition(), course.state(), step.token());
    return writes.stream()
        .map(write -> refusal(course, seen, name(write), write.getValue()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Failure> refusal(
      Course course, Table<String, JsonNode> seen, String name, JsonNode value) {
    StateKey key = course.definition().state().get(name);
    if (key == null) {
      return Optional.of(
          Failure.at(STATE + name, "state.unknown", "state key '" + name + "' is not declared"));
    }
    return switch (Reducers.reduceAll(key, seen.find(name).orElse(null), List.of(value))) {
      case Reducers.Reduction.Value _ -> Optional.empty();
      case Reducers.Reduction.Refused(var failure) -> Optional.of(failure);
    };
  }

  private static void patch(Course course, Step step, String key, JsonNode value) {
    int version = course.state().memory().versionOf(key) + 1;
    course.emit(new RunEvent.StatePatched(step.id(), key, value, version));
  }

  private static String name(Map.Entry<String, JsonNode> write) {
    return write.getKey().substring(STATE.length());
  }
}
