package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.model.Conduct.OutputsBy;
import fermata.definition.model.ToolName;
import fermata.definition.schema.SchemaValidator.Violation;
import fermata.definition.text.Suggestions;
import fermata.engine.run.CallId;
import fermata.engine.run.Failure;
import fermata.engine.run.ModelReply.Finish;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.run.ToolRequest;
import fermata.engine.state.Call;
import fermata.engine.state.Conversation;
import fermata.engine.state.Conversation.Asked;
import fermata.engine.state.Conversation.Turn;
import fermata.engine.state.Step;
import java.util.List;
import java.util.Optional;

/**
 * What is done with a reply of a model.
 *
 * <p>All tools of a turn run at once; their results are told in the order of the requests when the
 * last one is there. Every request is answered, whatever comes: a conversation with an open request
 * could not go on.
 */
final class LlmTurn {

  private LlmTurn() {}

  static void progress(Course course, Step step, Conversation conversation, Turn.Replied turn) {
    if (isNew(turn)) {
      Optional<Failure> trouble = trouble(course, step, conversation, turn);
      if (trouble.isPresent()) {
        close(course, step.id(), trouble.get().kind());
        Steps.fail(course, step, trouble.get());
        return;
      }
      if (Stalling.isMet(course, step, conversation)
          || !request(course, step, conversation, turn)) {
        return;
      }
    }
    for (Asked asked : asked(course, step.id())) {
      if (asked.call() != null && Drive.isRunning(course)) {
        ToolCalls.progress(course, asked.call());
      }
    }
    if (Drive.isRunning(course) && isComplete(course, step.id())) {
      conclude(course, step);
    }
  }

  private static boolean isNew(Turn.Replied turn) {
    return turn.asked().stream().allMatch(asked -> asked.call() == null);
  }

  private static Optional<Failure> trouble(
      Course course, Step step, Conversation conversation, Turn.Replied turn) {
    Conversation.Counts counts = conversation.counts();
    Integer callsMax = course.llm(step).maxToolCalls();
    if (turn.finish() == Finish.FILTERED) {
      return failure("model.refused", "the provider took the answer away");
    }
    if (turn.finish() == Finish.LENGTH && turn.asked().isEmpty()) {
      return failure("model.truncated", "the answer is longer than the model may write");
    }
    if (callsMax != null && counts.toolCalls() > callsMax) {
      return Optional.of(
          Failure.at(
              "nodes." + step.node().value() + ".max_tool_calls",
              "limit.max_tool_calls",
              counts.toolCalls() + " tool calls wanted (expected: at most " + callsMax + ")"));
    }
    return Optional.empty();
  }

  private static Optional<Failure> failure(String kind, String message) {
    return Optional.of(Failure.of(kind, message));
  }

  // The whole turn is looked at before the first of its calls starts, or half of it would be done
  // when the budget turns out too small.
  private static boolean request(
      Course course, Step step, Conversation conversation, Turn.Replied turn) {
    List<ToolRequest> requests =
        turn.asked().stream()
            .map(Asked::request)
            .filter(one -> !setsOutputs(one) && !ReadingOn.isMeant(conversation, one))
            .toList();
    List<ToolName> tools = ModelCalls.tools(course, course.llm(step));
    long startable =
        requests.stream().filter(one -> tools.contains(new ToolName(one.name()))).count();
    if (startable > 0 && !Budget.allowsToolCalls(course, step, startable)) {
      return false;
    }
    for (ToolRequest request : requests) {
      var name = new ToolName(request.name());
      CallId call = ToolCalls.request(course, step.id(), name, request.args(), request.id());
      if (!tools.contains(name)) {
        ToolCalls.refuse(course, call, notThere(request.name(), tools));
      } else if (!request.args().isObject()) {
        ToolCalls.refuse(
            course,
            call,
            Failure.of(
                "tool.arguments",
                "the arguments are " + Texts.brief(request.args()) + " (expected: an object)"));
      }
    }
    return true;
  }

  private static Failure notThere(String name, List<ToolName> tools) {
    List<String> names = tools.stream().map(ToolName::value).toList();
    return Failure.of(
        "tool.not-found", "there is no tool '" + name + "'" + Suggestions.hint(name, names));
  }

  private static boolean setsOutputs(ToolRequest request) {
    return request.name().equals(ToolRequest.SET_OUTPUTS);
  }

  private static boolean isComplete(Course course, StepId step) {
    return asked(course, step).stream()
        .allMatch(
            asked -> asked.call() == null || ToolCalls.isResolved(course.state(), asked.call()));
  }

  private static void conclude(Course course, Step step) {
    List<Asked> asked = asked(course, step.id());
    if (asked.isEmpty()) {
      if (!Steering.isApplied(course, step)) {
        spoken(course, step);
      }
      return;
    }
    Optional<Failure> unknown = unknown(course, asked);
    Optional<JsonNode> outputs = outputs(course, step, asked);
    for (Asked one : asked) {
      LlmWork.say(
          course, step.id(), RunEvent.Role.TOOL, answer(course, step, one), one.request().id());
    }
    if (unknown.isPresent()) {
      Steps.fail(course, step, unknown.get());
    } else if (outputs.isPresent()) {
      if (!Steering.isWaiting(course, step)) {
        finish(course, step, outputs.get());
      }
    } else if (asked.stream().anyMatch(one -> setsOutputs(one.request()))) {
      failIfTooOften(course, step, "output.schema", "the outputs that it set do not fit");
    }
  }

  private static void finish(Course course, Step step, JsonNode outputs) {
    if (course.llm(step).conduct().judge() == null) {
      Steps.succeed(course, step, outputs);
    } else {
      OutputJudge.begin(course, step, outputs);
    }
  }

  // A model that is told "unknown" may call again by itself; where policy says fail, it may not.
  private static Optional<Failure> unknown(Course course, List<Asked> asked) {
    return asked.stream()
        .filter(one -> one.call() != null)
        .map(one -> course.state().calls().get(one.call()).phase())
        .filter(Call.Phase.Failed.class::isInstance)
        .map(phase -> ((Call.Phase.Failed) phase).failure())
        .filter(failure -> failure.kind().equals(ToolCalls.UNKNOWN))
        .findFirst();
  }

  private static Optional<JsonNode> outputs(Course course, Step step, List<Asked> asked) {
    return asked.reversed().stream()
        .map(Asked::request)
        .filter(LlmTurn::setsOutputs)
        .filter(request -> violations(course, step, request).isEmpty())
        .map(request -> Fields.complete(course.llm(step).options().outputs(), request.args()))
        .findFirst();
  }

  private static List<Violation> violations(Course course, Step step, ToolRequest request) {
    var declared = course.llm(step).options().outputs();
    return Fields.check(declared, Fields.complete(declared, request.args()));
  }

  private static String answer(Course course, Step step, Asked asked) {
    if (asked.call() == null && asked.request().name().equals(ToolRequest.READ_RESULT)) {
      return ReadingOn.answer(conversation(course, step.id()), asked.request().args());
    }
    if (asked.call() == null) {
      List<Violation> violations = violations(course, step, asked.request());
      return violations.isEmpty() ? "accepted" : Fields.refusal(violations);
    }
    return text(course.state().calls().get(asked.call()), "still under way");
  }

  private static String text(Call call, String otherwise) {
    return switch (call.phase()) {
      case Call.Phase.Completed(var result) -> Texts.result(result, call.id());
      case Call.Phase.Failed(var failure) -> Texts.of(failure);
      case Call.Phase.Denied(var reason) -> "denied: " + reason;
      case Call.Phase.Unknown _ ->
          "whether this call has had its effect is not known; do not repeat it";
      case Call.Phase.Requested _,
          Call.Phase.Asking _,
          Call.Phase.Judged _,
          Call.Phase.Approved _,
          Call.Phase.InFlight _,
          Call.Phase.Away _,
          Call.Phase.Lost _,
          Call.Phase.Backoff _ ->
          otherwise;
    };
  }

  // A reply without requests ends a node without declared outputs; otherwise it is a reminder's
  // turn.
  private static void spoken(Course course, Step step) {
    var declared = course.llm(step).options().outputs();
    String text = conversation(course, step.id()).lastReply().map(reply -> reply.text()).orElse("");
    if (declared.isEmpty() && !course.llm(step).conduct().isInteractive()) {
      finish(course, step, JsonNodeFactory.instance.objectNode().put("text", text));
      return;
    }
    if (course.llm(step).conduct().isInteractive() && !text.isBlank()) {
      LlmWork.ask(course, step, text);
      return;
    }
    if (course.llm(step).conduct().outputsBy() == OutputsBy.REPLY) {
      replied(course, step, text);
    } else {
      remind(
          course,
          step,
          "Call the tool "
              + ToolRequest.SET_OUTPUTS
              + " with: "
              + String.join(", ", declared.keySet()));
    }
  }

  private static void remind(Course course, Step step, String words) {
    if (!failIfTooOften(course, step, "output.missing", "it never set its outputs")) {
      LlmWork.say(course, step.id(), RunEvent.Role.USER, words, null);
    }
  }

  private static void replied(Course course, Step step, String text) {
    var declared = course.llm(step).options().outputs();
    Optional<JsonNode> reply = Replies.object(text);
    if (reply.isEmpty()) {
      remind(
          course,
          step,
          "Reply with one JSON object and nothing else, with: "
              + String.join(", ", declared.keySet()));
      return;
    }
    JsonNode outputs = Fields.complete(declared, reply.get());
    List<Violation> violations = Fields.check(declared, outputs);
    if (violations.isEmpty()) {
      finish(course, step, outputs);
    } else if (!failIfTooOften(
        course, step, "output.schema", "the outputs that it gave do not fit")) {
      LlmWork.say(course, step.id(), RunEvent.Role.USER, Fields.refusal(violations), null);
    }
  }

  /** Fails a step whose model was corrected as often as it may be. {@return whether it was} */
  static boolean failIfTooOften(Course course, Step step, String kind, String message) {
    int corrections = course.llm(step).options().retry().attempts();
    int finishes = conversation(course, step.id()).counts().finishes();
    if (finishes <= corrections) {
      return false;
    }
    Steps.fail(
        course,
        step,
        Failure.of(kind, "the model was corrected " + corrections + " times: " + message));
    return true;
  }

  /** Answers what a model has asked for and will not get. */
  static void close(Course course, StepId step, String reason) {
    for (Asked asked : asked(course, step)) {
      CallId call = asked.call();
      String otherwise = "not done: " + reason;
      LlmWork.say(
          course,
          step,
          RunEvent.Role.TOOL,
          call == null ? otherwise : text(course.state().calls().get(call), otherwise),
          asked.request().id());
    }
  }

  private static List<Asked> asked(Course course, StepId step) {
    return conversation(course, step).turn() instanceof Turn.Replied(_, var asked)
        ? asked
        : List.of();
  }

  private static Conversation conversation(Course course, StepId step) {
    return course.state().steps().get(step).conversation().orElse(Conversation.EMPTY);
  }
}
