package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.keys.DurationText;
import fermata.definition.model.ToolName;
import fermata.definition.schema.SchemaValidator.Violation;
import fermata.engine.run.CallId;
import fermata.engine.run.Effect;
import fermata.engine.run.Failure;
import fermata.engine.run.QuestionArgs;
import fermata.engine.run.QuestionKind;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunInput;
import fermata.engine.state.Call;
import fermata.engine.state.Question;
import fermata.engine.state.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What tools want to know of people before they can end.
 *
 * <p>The tool {@code human.ask} is nothing but its question: the run is held by it, and no tools
 * runner hears of the call. A tool that is under way asks in the middle of its work; its deadline
 * does not pass meanwhile and counts anew from the answer.
 */
final class ToolQuestions {

  /** The tool that asks a person. */
  static final ToolName ASK = QuestionArgs.TOOL;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ToolQuestions() {}

  /** Whether a question is what a tool wants to know, not what is to become of a call. */
  static boolean isOfTool(RunEvent.QuestionAsked question) {
    return question.call() != null && question.kind().isOpen();
  }

  /** Asks what a call of {@link #ASK} says. */
  static void ask(Course course, Call.Tool call) {
    List<Violation> violations = new QuestionArgs(call.args()).violations();
    if (violations.isEmpty()) {
      course.emit(question(course, call));
    } else {
      Violation first = violations.getFirst();
      fail(
          course,
          call,
          new Failure("tool.arguments", first.message(), false, null, first.pointer()));
    }
  }

  private static RunEvent question(Course course, Call.Tool call) {
    JsonNode args = call.args();
    var asked = new QuestionArgs(args);
    return new RunEvent.QuestionAsked(
        course.nextQuestion(),
        call.step(),
        asked.kind(),
        args.path("question").asText(),
        call.id(),
        asked.fields(),
        asked.options(),
        call.tool(),
        args,
        expiry(course, call),
        null,
        args.path("assignee").textValue());
  }

  private static @Nullable Instant expiry(Course course, Call.Tool call) {
    Optional<Duration> asked = DurationText.parse(call.args().path("timeout").asText());
    Duration own = course.nodeOf(course.step(call)).options().timeout();
    return Stream.concat(asked.stream(), Stream.ofNullable(own))
        .min(Duration::compareTo)
        .map(course.now()::plus)
        .orElse(null);
  }

  /** Takes the question of a tool that is under way; it has one at a time. */
  static void take(Course course, RunInput.ToolAsked input) {
    boolean isIdle = of(course.state(), input.call()).isEmpty();
    if (isIdle
        && !course.state().status().isEnding()
        && course.inFlight(input.call()).orElse(null) instanceof Call.Tool call) {
      course.emit(
          new RunEvent.QuestionAsked(
              course.nextQuestion(),
              call.step(),
              input.kind(),
              input.text(),
              call.id(),
              input.fields(),
              input.options(),
              call.tool(),
              call.args(),
              null));
    }
  }

  /** A call no longer wants to know what it has asked, or is no longer under way. */
  static void withdraw(Course course, CallId call, String reason) {
    for (Question question : of(course.state(), call)) {
      course.emit(new RunEvent.QuestionWithdrawn(question.id(), reason));
    }
  }

  /** Withdraws what calls have asked that were under way and are lost. */
  static void withdrawAll(Course course, List<Call> lost) {
    lost.forEach(call -> withdraw(course, call.id(), "its tool call was lost"));
  }

  /** Whether a call waits for an answer. */
  static boolean isAsking(RunState state, CallId call) {
    return !of(state, call).isEmpty();
  }

  /** Whether all calls that are under way wait for answers; there may be none. */
  static boolean allAsk(RunState state) {
    return state.callsInFlight().allMatch(call -> isAsking(state, call.id()));
  }

  private static List<Question> of(RunState state, CallId call) {
    return state.questions().values().stream()
        .filter(question -> isOfTool(question.asked()) && call.equals(question.asked().call()))
        .toList();
  }

  /** Hands over what somebody has answered. */
  static void answered(Course course, RunEvent.QuestionAsked question, JsonNode given) {
    boolean isForm = question.kind() == QuestionKind.FORM;
    JsonNode answer = isForm ? Fields.complete(question.fields(), given) : given;
    Call.Tool call = ToolCalls.tool(course, call(question));
    if (call.phase() instanceof Call.Phase.InFlight) {
      course.perform(new Effect.TellCall(call.id(), answer));
    } else {
      course.emit(
          new RunEvent.ToolCompleted(
              call.step(), call.id(), call.tool(), result(question.kind(), answer), 0));
    }
  }

  private static JsonNode result(QuestionKind kind, JsonNode answer) {
    ObjectNode result = JSON.objectNode();
    if (kind == QuestionKind.APPROVAL) {
      JsonNode verdict = answer.isObject() ? answer.path("approve") : answer;
      result.set("answer", verdict);
      if (answer.path("reason").isTextual()) {
        result.set("reason", answer.path("reason"));
      }
    } else {
      result.set("answer", answer);
    }
    return result.put("declined", answer.isNull());
  }

  /** Nobody has answered in time. */
  static void expired(Course course, RunEvent.QuestionAsked question) {
    Call.Tool call = ToolCalls.tool(course, call(question));
    fail(course, call, Failure.passing("question.timeout", "nobody answered in time"));
  }

  private static CallId call(RunEvent.QuestionAsked question) {
    CallId call = question.call();
    if (call == null) {
      throw new IllegalStateException(question.question().value() + " is about no call");
    }
    return call;
  }

  private static void fail(Course course, Call.Tool call, Failure failure) {
    course.emit(new RunEvent.ToolFailed(call.step(), call.id(), call.tool(), failure, false));
  }
}
