package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.Node;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.WorkflowPart;
import fermata.engine.run.CallId;
import fermata.engine.run.Failure;
import fermata.engine.run.StepStatus;
import fermata.engine.state.Call;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far the parts of a workflow have come: a function of the calls of its step. */
final class WorkflowParts {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private WorkflowParts() {}

  /** How far a part has come. */
  sealed interface Stand {

    /** Something that it needs has not ended. */
    record Waiting() implements Stand {}

    /** It can be called. */
    record Ready() implements Stand {}

    /** It was called. */
    record UnderWay() implements Stand {}

    /** It has its result. */
    record Done(JsonNode result) implements Stand {}

    /** It will not have a result. */
    record Failed(StepStatus status, Failure failure) implements Stand {}

    /** It will not be called: something that it needs has failed. */
    record Dropped() implements Stand {}

    /** Whether nothing more comes of it. */
    default boolean isOver() {
      return switch (this) {
        case Waiting _, Ready _, UnderWay _ -> false;
        case Done _, Failed _, Dropped _ -> true;
      };
    }
  }

  /** {@return how far each part has come, in the order of the file} */
  static SequencedMap<String, Stand> of(RunState state, Step step, Node.Workflow node) {
    Map<String, Stand> found = new HashMap<>();
    for (String id : order(node)) {
      WorkflowPart part = node.parts().get(id);
      CallId call = callOf(step, id);
      if (part != null) {
        found.put(id, call == null ? uncalled(part, node, found) : called(state, call));
      }
    }
    var stands = new LinkedHashMap<String, Stand>();
    node.parts()
        .keySet()
        .forEach(id -> stands.put(id, found.getOrDefault(id, new Stand.Dropped())));
    return stands;
  }

  // What needs nothing first, then what needs only that: a part in a cycle never comes.
  private static Iterable<String> order(Node.Workflow node) {
    Map<String, Integer> open = new HashMap<>();
    Map<String, ArrayDeque<String>> followers = new HashMap<>();
    var ready = new ArrayDeque<String>();
    for (WorkflowPart part : node.parts().values()) {
      Set<String> needs = Set.copyOf(part.needs());
      open.put(part.id(), needs.size());
      needs.forEach(
          need -> followers.computeIfAbsent(need, _ -> new ArrayDeque<>()).add(part.id()));
      if (needs.isEmpty()) {
        ready.add(part.id());
      }
    }
    var order = new ArrayDeque<String>();
    while (!ready.isEmpty()) {
      String id = ready.remove();
      order.add(id);
      for (String follower : followers.getOrDefault(id, new ArrayDeque<>())) {
        if (open.merge(follower, -1, Integer::sum) == 0) {
          ready.add(follower);
        }
      }
    }
    return order;
  }

  private static Stand uncalled(WorkflowPart part, Node.Workflow node, Map<String, Stand> before) {
    boolean isReady = true;
    for (String id : part.needs()) {
      Stand need = before.get(id);
      WorkflowPart needed = node.parts().get(id);
      boolean isBroken =
          need instanceof Stand.Dropped
              || (need instanceof Stand.Failed && (needed == null || !needed.continuesOnError()));
      if (isBroken) {
        return new Stand.Dropped();
      }
      isReady &= need != null && need.isOver();
    }
    return isReady ? new Stand.Ready() : new Stand.Waiting();
  }

  private static Stand called(RunState state, CallId id) {
    return switch (state.calls().get(id).phase()) {
      case Call.Phase.Completed(var result) -> new Stand.Done(ToolWork.asObject(result));
      case Call.Phase.Failed(var failure) -> new Stand.Failed(Retries.status(failure), failure);
      case Call.Phase.Denied(var reason) ->
          new Stand.Failed(
              StepStatus.DENIED, Failure.of("tool.denied", "the call was not allowed: " + reason));
      case Call.Phase.Unknown(var then, _) when then == OnUnknown.SKIP ->
          new Stand.Done(JSON.objectNode());
      case Call.Phase.Unknown _,
          Call.Phase.Requested _,
          Call.Phase.Asking _,
          Call.Phase.Judged _,
          Call.Phase.Approved _,
          Call.Phase.InFlight _,
          Call.Phase.Away _,
          Call.Phase.Lost _,
          Call.Phase.Backoff _ ->
          new Stand.UnderWay();
    };
  }

  /** {@return the results of some parts in the order of the file; a failure is told as error} */
  static ObjectNode results(SequencedMap<String, Stand> stands, Set<String> of) {
    ObjectNode results = JSON.objectNode();
    stands.forEach(
        (id, stand) -> {
          if (of.contains(id)) {
            switch (stand) {
              case Stand.Done(var result) -> results.set(id, result);
              case Stand.Failed(_, var failure) -> results.set(id, told(failure));
              case Stand.Waiting _, Stand.Ready _, Stand.UnderWay _, Stand.Dropped _ -> {}
            }
          }
        });
    return results;
  }

  private static ObjectNode told(Failure failure) {
    ObjectNode told = JSON.objectNode();
    told.putObject("error").put("kind", failure.kind()).put("message", failure.message());
    return told;
  }

  /** {@return the call of a part; null where it was not called} */
  static @Nullable CallId callOf(Step step, String part) {
    return step.work() instanceof Step.Work.Flowing(var parts) && parts.has(part)
        ? parts.get(part).call()
        : null;
  }

  /** Whether a call is wanted and has not started. */
  static boolean isWanted(Call call) {
    return switch (call.phase()) {
      case Call.Phase.Requested _, Call.Phase.Judged _, Call.Phase.Approved _ -> true;
      case Call.Phase.Asking _,
          Call.Phase.InFlight _,
          Call.Phase.Away _,
          Call.Phase.Lost _,
          Call.Phase.Unknown _,
          Call.Phase.Failed _,
          Call.Phase.Backoff _,
          Call.Phase.Completed _,
          Call.Phase.Denied _ ->
          false;
    };
  }

  /** {@return how many attempts of a part have failed} */
  static int failuresOf(Step step, String part) {
    return step.work() instanceof Step.Work.Flowing(var parts) && parts.has(part)
        ? parts.get(part).failures()
        : 0;
  }
}
