package fermata.daemon.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.StepFact;
import fermata.wire.event.ToolFact;
import fermata.wire.json.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a session tell, put together by step and by tool call.
 *
 * <p>Not thread-safe.
 */
final class SessionStory {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<Key, ObjectNode> steps = new LinkedHashMap<>();
  private final Map<Key, ObjectNode> calls = new LinkedHashMap<>();

  private record Key(@Nullable String run, String id) {}

  /** Whether events of a type tell of steps or of tool calls; others need not be added. */
  static boolean isAbout(String type) {
    return type.startsWith("step.") || type.startsWith("tool.");
  }

  void add(EventEnvelope event) {
    switch (event.fact()) {
      case StepFact step -> add(event, step);
      case ToolFact tool -> add(event, tool);
      default -> {
        // The journal itself stands beside: only what is looked for often is put together.
      }
    }
  }

  private void add(EventEnvelope event, StepFact fact) {
    switch (fact) {
      case StepFact.Started started -> {
        ObjectNode step =
            step(event, started.step())
                .put("step", started.step())
                .put("node", started.node())
                .put("kind", started.kind())
                .put("visit", started.visit())
                .put("startedAt", event.at().toString());
        if (started.map() != null) {
          step.put("map", started.map()).put("element", started.element());
        }
      }
      case StepFact.Received(var step, var inputs) -> step(event, step).set("inputs", inputs);
      case StepFact.Attempted(var step, var attempt) -> step(event, step).put("attempt", attempt);
      case StepFact.Finished finished -> {
        ObjectNode step = step(event, finished.step());
        step.put("finishedAt", event.at().toString());
        step.put("status", finished.status().wireName());
        var error = finished.error();
        if (error != null) {
          step.set("error", Json.toTree(error));
        }
      }
      case StepFact.RetryScheduled _, StepFact.EdgeTaken _ -> {}
    }
  }

  private ObjectNode step(EventEnvelope event, String step) {
    return steps.computeIfAbsent(new Key(event.run(), step), _ -> JSON.objectNode());
  }

  private void add(EventEnvelope event, ToolFact fact) {
    switch (fact) {
      case ToolFact.Requested(var step, var call, var tool, var args, _) ->
          call(event, call)
              .put("run", event.run())
              .put("step", step)
              .put("node", event.node())
              .put("call", call)
              .put("tool", tool)
              .set("args", args);
      case ToolFact.Approved(_, var call, var by, _) -> call(event, call).put("approvedBy", by);
      case ToolFact.Denied(_, var call, var by, var reason) ->
          call(event, call).put("outcome", "denied").put("deniedBy", by).put("reason", reason);
      case ToolFact.Started(_, var call, _, var attempt, var key, _) ->
          call(event, call)
              .put("startedAt", event.at().toString())
              .put("attempt", attempt)
              .put("key", key);
      case ToolFact.Completed(_, var call, _, var result, var millis) ->
          call(event, call)
              .put("outcome", "completed")
              .put("durationMs", millis)
              .set("result", result);
      case ToolFact.Failed(_, var call, _, var error, _) ->
          call(event, call).put("outcome", "failed").set("error", Json.toTree(error));
      case ToolFact.Unknown(_, var call, _, var then, _) ->
          call(event, call).put("outcome", "unknown").put("then", then);
      case ToolFact.Late _ -> {}
    }
  }

  private ObjectNode call(EventEnvelope event, String call) {
    return calls.computeIfAbsent(new Key(event.run(), call), _ -> JSON.objectNode());
  }

  ArrayNode stepsOf(String run) {
    ArrayNode found = JSON.arrayNode();
    steps.forEach(
        (key, step) -> {
          if (run.equals(key.run())) {
            found.add(step);
          }
        });
    return found;
  }

  Collection<ObjectNode> toolCalls() {
    return calls.values();
  }
}
