package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.model.Node;
import fermata.definition.model.ToolName;
import fermata.engine.run.CallId;
import fermata.engine.run.Failure;
import fermata.engine.run.StepStatus;
import fermata.engine.state.Call;
import fermata.engine.state.Step;

/** What a {@code tool} node does. */
final class ToolWork {

  private ToolWork() {}

  static void begin(Course course, Step step, Node.Tool node) {
    Scope scope = Scope.of(course, step);
    switch (Expressions.members(node.args(), scope)) {
      case Expressions.Result.Failed(var failure) -> Steps.fail(course, step, failure);
      case Expressions.Result.Value(var args) -> request(course, step, node.tool(), args);
    }
  }

  private static void request(Course course, Step step, ToolName tool, JsonNode args) {
    if (!course.state().requireOrigin().tools().containsKey(tool)) {
      Steps.fail(
          course, step, Failure.of("tool.not-found", "tool '" + tool.value() + "' is not there"));
      return;
    }
    if (course.definition().deny().stream().anyMatch(pattern -> pattern.matches(tool))) {
      Steps.fail(
          course,
          step,
          Failure.of("tool.not-allowed", "tool '" + tool.value() + "' is denied to this agent"));
      return;
    }
    CallId call = ToolCalls.request(course, step.id(), tool, args, null);
    progress(course, step, call);
  }

  static void progress(Course course, Step step, CallId id) {
    ToolCalls.progress(course, id);
    if (!Drive.isRunning(course)) {
      return;
    }
    Call call = course.state().calls().get(id);
    switch (call.phase()) {
      case Call.Phase.Completed(var result) -> completed(course, step, result);
      case Call.Phase.Failed(var failure) -> {
        if (!Retries.schedule(course, call, failure)) {
          Steps.finish(course, step, Retries.status(failure), failure);
        }
      }
      case Call.Phase.Denied(var reason) ->
          Steps.finish(
              course,
              step,
              StepStatus.DENIED,
              Failure.of("tool.denied", "the call was not allowed: " + reason));
      case Call.Phase.Unknown _ -> {
        if (ToolCalls.isResolved(course.state(), id)) {
          Steps.skip(course, step);
        }
      }
      case Call.Phase.Requested _,
          Call.Phase.Asking _,
          Call.Phase.Judged _,
          Call.Phase.Approved _,
          Call.Phase.InFlight _,
          Call.Phase.Lost _,
          Call.Phase.Backoff _ -> {}
    }
  }

  // Without declared outputs the result is what it is: its members, or the one value.
  private static void completed(Course course, Step step, JsonNode result) {
    var declared = course.nodeOf(step).options().outputs();
    if (declared.isEmpty()) {
      JsonNode outputs =
          result.isObject() ? result : JsonNodeFactory.instance.objectNode().set("result", result);
      Steps.succeed(course, step, outputs);
      return;
    }
    JsonNode outputs = Fields.pick(declared, result);
    Fields.check(declared, outputs).stream()
        .findFirst()
        .ifPresentOrElse(
            violation ->
                Steps.fail(
                    course,
                    step,
                    Fields.failure("output.schema", "nodes." + step.node().value(), violation)),
            () -> Steps.succeed(course, step, outputs));
  }
}
