package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import fermata.definition.model.Isolation;
import fermata.definition.model.Node;
import fermata.definition.model.Reducer;
import fermata.definition.model.StateKey;
import fermata.definition.schema.SchemaValidator;
import fermata.engine.fold.Canonical;
import fermata.engine.fold.Sharing;
import fermata.engine.run.Failure;
import fermata.engine.run.RunEvent;
import fermata.engine.run.SharedState;
import fermata.engine.state.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The keys of the state that outlive a run.
 *
 * <p>An isolated run has a copy of them from its start. Any other sees the newest values when a
 * step begins, and writes onto the newest. Where somebody has written a key since the step began,
 * {@code synchronized} refuses all that the step writes; {@code shared} lets the reducer decide.
 */
final class SharedKeys {

  private static final String CONFLICT = "state.conflict";

  private SharedKeys() {}

  /** Takes a copy when the run starts. */
  static void load(Course course) {
    take(course, true);
  }

  /** Looks what other runs have written. */
  static void refresh(Course course) {
    if (Sharing.isolation(course.definition(), course.state()) != Isolation.ISOLATED) {
      take(course, false);
    }
  }

  private static void take(Course course, boolean isStart) {
    SequencedMap<String, SharedState.Value> newer = new LinkedHashMap<>();
    for (StateKey key : course.definition().state().values()) {
      SharedState.Value there = key.outlivesRun() ? course.shared().find(key.name()) : null;
      if (there != null && there.version() > course.state().memory().versionOf(key.name())) {
        newer.put(key.name(), fitting(course, key, there, isStart));
      }
    }
    if (!newer.isEmpty()) {
      course.emit(new RunEvent.StateLoaded(newer));
    }
  }

  // An earlier version of the definition may have written what this one does not take.
  private static SharedState.Value fitting(
      Course course, StateKey key, SharedState.Value there, boolean isStart) {
    JsonNode value = Canonical.of(there.value());
    if (value.isNull() || SchemaValidator.of(key.schema()).validate(value).isEmpty()) {
      return new SharedState.Value(value, there.version());
    }
    if (isStart) {
      String message = "state key '" + key.name() + "': what is kept does not fit its schema";
      course.emit(new RunEvent.Warning("state.schema", message + "; it begins anew"));
    }
    JsonNode first = key.defaultValue();
    return new SharedState.Value(
        first == null ? NullNode.getInstance() : Canonical.of(first), there.version());
  }

  /** {@return why a step may not write, because of what other runs wrote since it began} */
  static Optional<Failure> conflict(Course course, Step step, Map<String, JsonNode> writes) {
    boolean writesShared =
        writes.keySet().stream()
            .anyMatch(key -> Sharing.isShared(course.definition(), course.state(), key));
    if (!writesShared) {
      return Optional.empty();
    }
    refresh(course);
    Isolation isolation = Sharing.isolation(course.definition(), course.state());
    return isolation == Isolation.SYNCHRONIZED
        ? batch(course, step, writes)
        : single(course, step, writes);
  }

  private static Optional<Failure> batch(Course course, Step step, Map<String, JsonNode> writes) {
    Node node = course.nodeOf(step);
    return course.definition().state().values().stream()
        .filter(StateKey::outlivesRun)
        .filter(
            key -> writes.containsKey(key.name()) || node.options().access().mayRead(key.name()))
        .filter(key -> isChanged(course, step, key.name()))
        .findFirst()
        .map(key -> tell(course, step, key, writes, "nothing that the step wrote is kept"));
  }

  private static Optional<Failure> single(Course course, Step step, Map<String, JsonNode> writes) {
    Optional<Failure> refused = Optional.empty();
    for (String name : writes.keySet()) {
      StateKey key = course.definition().state().get(name);
      if (key != null && isChanged(course, step, name)) {
        if (key.reduce() == Reducer.ERROR) {
          Failure failure = tell(course, step, key, writes, "the write is refused");
          refused = refused.isPresent() ? refused : Optional.of(failure);
        } else if (key.reduce() == Reducer.LAST) {
          tell(course, step, key, writes, "that is overwritten");
        }
      }
    }
    return refused;
  }

  private static boolean isChanged(Course course, Step step, String key) {
    return Sharing.isShared(course.definition(), course.state(), key)
        && course.state().memory().versionOf(key) != step.seen().find(key).orElse(0);
  }

  private static Failure tell(
      Course course, Step step, StateKey key, Map<String, JsonNode> writes, String outcome) {
    String name = key.name();
    JsonNode there = course.state().memory().state().find(name).orElse(NullNode.getInstance());
    String message =
        "state key '%s': version %d when the step began, version %d now; %s"
            .formatted(
                name,
                step.seen().find(name).orElse(0),
                course.state().memory().versionOf(name),
                outcome);
    Failure failure = Failure.at(Node.STATE_PREFIX + name, CONFLICT, message);
    JsonNode written = writes.get(name);
    course.emit(
        new RunEvent.StateConflicted(
            step.id(), name, written == null ? List.of(there) : List.of(there, written), failure));
    return failure;
  }
}
