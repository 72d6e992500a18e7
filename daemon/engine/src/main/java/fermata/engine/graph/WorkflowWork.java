package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.Node;
import fermata.definition.model.ValueTemplate;
import fermata.definition.model.WorkflowPart;
import fermata.engine.graph.WorkflowParts.Stand;
import fermata.engine.run.CallId;
import fermata.engine.run.Failure;
import fermata.engine.run.RunEvent;
import fermata.engine.state.Call;
import fermata.engine.state.Step;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code workflow} node does: the calls of its parts, each with its own attempts.
 *
 * <p>A part starts when what it needs has ended. One that fails keeps those that need it from
 * starting; all others go on. The node ends when nothing is left to wait for.
 */
final class WorkflowWork {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private WorkflowWork() {}

  static void progress(Course course, Step step, Node.Workflow node) {
    for (WorkflowPart part : node.parts().values()) {
      CallId call = WorkflowParts.callOf(course.state().steps().get(step.id()), part.id());
      if (call != null) {
        progress(course, step, part, call);
      }
      if (!Drive.isRunning(course)) {
        return;
      }
    }
    SequencedMap<String, Stand> stands = stands(course, step, node);
    for (Map.Entry<String, Stand> stand : stands.entrySet()) {
      if (stand.getValue() instanceof Stand.Ready) {
        request(course, step, node, stand.getKey(), stands);
      }
    }
    if (stands.values().stream().allMatch(Stand::isOver)) {
      conclude(course, step, node, stands);
    }
  }

  private static SequencedMap<String, Stand> stands(Course course, Step step, Node.Workflow node) {
    return WorkflowParts.of(course.state(), course.state().steps().get(step.id()), node);
  }

  private static void progress(Course course, Step step, WorkflowPart part, CallId id) {
    Call.Tool call = ToolCalls.tool(course, id);
    if (call.phase() instanceof Call.Phase.Backoff) {
      if (Retries.isDue(course, call)) {
        ToolCalls.start(course, call);
      }
      return;
    }
    ToolCalls.progress(course, id);
    if (!Drive.isRunning(course)) {
      return;
    }
    call = ToolCalls.tool(course, id);
    // What was refused was never allowed either, so no retry may start it.
    if (call.phase() instanceof Call.Phase.Failed(var failure) && call.attempt() > 0) {
      int failures = WorkflowParts.failuresOf(course.state().steps().get(step.id()), part.id());
      var tries = new Retries.Tries(part.retry(), failures, failures + 1);
      Retries.schedule(course, call, tries, failure);
    }
  }

  private static void request(
      Course course, Step step, Node.Workflow node, String id, SequencedMap<String, Stand> stands) {
    WorkflowPart part = node.parts().get(id);
    if (part == null) {
      return;
    }
    Scope scope =
        Scope.of(course, course.state().steps().get(step.id()))
            .with("steps", WorkflowParts.results(stands, WorkflowPart.neededBy(id, node.parts())));
    Expressions.Result args = Expressions.members(part.args(), scope);
    JsonNode known =
        args instanceof Expressions.Result.Value(var value) ? value : JSON.objectNode();
    CallId call = course.nextCall();
    course.emit(new RunEvent.ToolRequested(step.id(), call, part.tool(), known, id));
    Optional<Failure> refusal =
        args instanceof Expressions.Result.Failed(var failure)
            ? Optional.of(failure)
            : ToolWork.refusal(course, part.tool());
    refusal.ifPresent(failure -> ToolCalls.refuse(course, call, failure));
  }

  private static void conclude(
      Course course, Step step, Node.Workflow node, SequencedMap<String, Stand> stands) {
    for (Map.Entry<String, Stand> stand : stands.entrySet()) {
      WorkflowPart part = node.parts().get(stand.getKey());
      if (stand.getValue() instanceof Stand.Failed(var status, var failure)
          && (part == null || !part.continuesOnError())) {
        Steps.finish(course, step, status, named(stand.getKey(), failure));
        return;
      }
    }
    ObjectNode results = WorkflowParts.results(stands, stands.keySet());
    SequencedMap<String, ValueTemplate> returned = node.result();
    if (returned == null) {
      ToolWork.succeed(course, step, Fields.pick(node.options().outputs(), results));
      return;
    }
    Scope scope = Scope.of(course, course.state().steps().get(step.id())).with("steps", results);
    switch (Expressions.members(returned, scope)) {
      case Expressions.Result.Failed(var failure) -> Steps.fail(course, step, failure);
      case Expressions.Result.Value(var outputs) ->
          ToolWork.succeed(course, step, Fields.pick(node.options().outputs(), outputs));
    }
  }

  private static Failure named(String part, Failure failure) {
    @Nullable String pointer = failure.pointer();
    return new Failure(
        failure.kind(),
        "step '" + part + "': " + failure.message(),
        failure.retryable(),
        failure.retryAfter(),
        pointer);
  }
}
