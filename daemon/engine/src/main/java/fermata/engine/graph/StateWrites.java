package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.Node;
import fermata.definition.model.StateKey;
import fermata.engine.fold.Joining;
import fermata.engine.fold.Reducers;
import fermata.engine.run.Failure;
import fermata.engine.run.RunEvent;
import fermata.engine.state.Step;
import fermata.engine.state.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a step writes into the shared state: all of it or nothing.
 *
 * <p>A write is refused where the node may not write the key, where the key is not declared, and
 * where the reduced value does not fit the schema of the key.
 */
final class StateWrites {

  private StateWrites() {}

  /** {@return those of a node's outputs that it also writes into the state, by key} */
  static SequencedMap<String, JsonNode> ofOutputs(Node node, JsonNode outputs) {
    SequencedMap<String, JsonNode> writes = new LinkedHashMap<>();
    boolean isSet = node instanceof Node.Transform;
    for (String key : isSet ? List.<String>of() : node.writtenKeys()) {
      if (outputs.has(key)) {
        writes.put(key, outputs.get(key));
      }
    }
    return writes;
  }

  /** {@return why some writes of a step cannot be made} */
  static Optional<Failure> refusal(Course course, Step step, Map<String, JsonNode> writes) {
    if (writes.isEmpty()) {
      return Optional.empty();
    }
    Optional<Failure> conflict = SharedKeys.conflict(course, step, writes);
    if (conflict.isPresent()) {
      return conflict;
    }
    Table<String, JsonNode> seen = Joining.view(course.definition(), course.state(), step.token());
    return writes.entrySet().stream()
        .map(write -> refusal(course, step, seen, write.getKey(), write.getValue()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Failure> refusal(
      Course course, Step step, Table<String, JsonNode> seen, String name, JsonNode value) {
    StateKey key = course.definition().state().get(name);
    if (key == null) {
      return refused(name, "state.unknown", "state key '" + name + "' is not declared");
    }
    if (!course.nodeOf(step).options().access().mayWrite(name)) {
      String node = step.node().value();
      return refused(
          name, "state.not-writable", "node '" + node + "' may not write state key '" + name + "'");
    }
    return switch (Reducers.reduceAll(key, seen.find(name).orElse(null), List.of(value))) {
      case Reducers.Reduction.Value _ -> Optional.empty();
      case Reducers.Reduction.Refused(var failure) -> Optional.of(failure);
    };
  }

  private static Optional<Failure> refused(String key, String kind, String message) {
    return Optional.of(Failure.at(Node.STATE_PREFIX + key, kind, message));
  }

  /** Makes writes that nothing refuses. */
  static void make(Course course, Step step, Map<String, JsonNode> writes) {
    writes.forEach(
        (key, value) -> {
          int version = course.state().memory().versionOf(key) + 1;
          course.emit(new RunEvent.StatePatched(step.id(), key, value, version));
        });
  }
}
