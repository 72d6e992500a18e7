package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.Node;
import fermata.engine.run.Failure;
import fermata.engine.state.Step;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a {@code transform} node does.
 *
 * <p>All its expressions see what was there before it, whatever their order, and nothing is written
 * where one of them fails.
 */
final class TransformWork {

  private static final String STATE = Node.STATE_PREFIX;

  private TransformWork() {}

  static void begin(Course course, Step step, Node.Transform node) {
    switch (Expressions.members(node.set(), Scope.of(course, step))) {
      case Expressions.Result.Failed(var failure) -> Steps.fail(course, step, failure);
      case Expressions.Result.Value(var values) -> set(course, step, values);
    }
  }

  private static void set(Course course, Step step, JsonNode values) {
    ObjectNode outputs = JsonNodeFactory.instance.objectNode();
    values.properties().stream()
        .filter(entry -> !entry.getKey().startsWith(STATE))
        .forEach(entry -> outputs.set(entry.getKey(), entry.getValue()));
    SequencedMap<String, JsonNode> writes = new LinkedHashMap<>();
    values.properties().stream()
        .filter(entry -> entry.getKey().startsWith(STATE))
        .forEach(entry -> writes.put(entry.getKey().substring(STATE.length()), entry.getValue()));
    Optional<Failure> problem =
        wrongOutput(course, step, outputs).or(() -> StateWrites.refusal(course, step, writes));
    if (problem.isPresent()) {
      Steps.fail(course, step, problem.get());
      return;
    }
    StateWrites.make(course, step, writes);
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
}
