package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.Node;
import fermata.definition.model.ToolName;
import fermata.engine.run.CallId;
import fermata.engine.run.Failure;
import fermata.engine.run.StepStatus;
import fermata.engine.state.Call;
import fermata.engine.state.Step;
import java.util.Optional;

/** What nodes of one tool call do: {@code tool} and {@code code}. */
final class ToolWork {

  private ToolWork() {}

  static void begin(Course course, Step step, Node.Tool node) {
    Scope scope = Scope.of(course, step);
    switch (Expressions.members(node.args(), scope)) {
      case Expressions.Result.Failed(var failure) -> Steps.fail(course, step, failure);
      case Expressions.Result.Value(var args) -> request(course, step, node.tool(), args);
    }
  }

  /** A runtime is called as the tool that it is. */
  static void begin(Course course, Step step, Node.Code node) {
    switch (Expressions.members(node.args(), Scope.of(course, step))) {
      case Expressions.Result.Failed(var failure) -> Steps.fail(course, step, failure);
      case Expressions.Result.Value(var args) -> {
        ObjectNode call = JsonNodeFactory.instance.objectNode().put("source", node.source());
        call.set("args", args);
        ArrayNode files = call.putArray("files");
        node.files().forEach(files::add);
        request(course, step, node.tool(), call);
      }
    }
  }

  private static void request(Course course, Step step, ToolName tool, JsonNode args) {
    Optional<Failure> refusal = refusal(course, tool);
    if (refusal.isPresent()) {
      Steps.fail(course, step, refusal.get());
      return;
    }
    CallId call = ToolCalls.request(course, step.id(), tool, args, null);
    progress(course, step, call);
  }

  /** {@return why a tool that a definition names may not be called} */
  static Optional<Failure> refusal(Course course, ToolName tool) {
    if (!course.state().requireOrigin().tools().containsKey(tool)) {
      return Optional.of(Failure.of("tool.not-found", "tool '" + tool.value() + "' is not there"));
    }
    return course.definition().deny().stream().anyMatch(pattern -> pattern.matches(tool))
        ? Optional.of(
            Failure.of("tool.not-allowed", "tool '" + tool.value() + "' is denied to this agent"))
        : Optional.empty();
  }

  /** {@return the result of a call as an object: as it is, or as its member {@code result}} */
  static JsonNode asObject(JsonNode result) {
    return result.isObject() ? result : JsonNodeFactory.instance.objectNode().set("result", result);
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
          Call.Phase.Away _,
          Call.Phase.Lost _,
          Call.Phase.Backoff _ -> {}
    }
  }

  // Without declared outputs the result is what it is: its members, or the one value.
  private static void completed(Course course, Step step, JsonNode result) {
    var declared = course.nodeOf(step).options().outputs();
    if (declared.isEmpty()) {
      Steps.succeed(course, step, asObject(result));
      return;
    }
    succeed(course, step, Fields.pick(declared, result));
  }

  /** Ends a step well, if its outputs fit what is declared. */
  static void succeed(Course course, Step step, JsonNode outputs) {
    var declared = course.nodeOf(step).options().outputs();
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
