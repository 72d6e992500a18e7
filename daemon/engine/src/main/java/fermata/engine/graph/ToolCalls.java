package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.agent.AgentTools;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.Ordered;
import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolTraits;
import fermata.engine.run.CallId;
import fermata.engine.run.Effect;
import fermata.engine.run.Failure;
import fermata.engine.run.QuestionKind;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.state.Call;
import fermata.engine.state.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of a tool call: wanted, allowed, started, and what is done when nobody knows how it
 * ended.
 */
final class ToolCalls {

  /** What may be done about a call whose outcome is not known. */
  static final List<String> UNKNOWN_OPTIONS = List.of("retry", "skip", "fail");

  private ToolCalls() {}

  static CallId request(
      Course course, StepId step, ToolName tool, JsonNode args, @Nullable String request) {
    CallId id = course.nextCall();
    course.emit(new RunEvent.ToolRequested(step, id, tool, args, request));
    return id;
  }

  /** Says that a wanted call will not be made. */
  static void refuse(Course course, CallId id, Failure failure) {
    Call.Tool call = tool(course, id);
    course.emit(new RunEvent.ToolFailed(call.step(), id, call.tool(), failure, false));
  }

  /** Lets a call go on as far as it can. */
  static void progress(Course course, CallId id) {
    Call.Tool call = tool(course, id);
    switch (call.phase()) {
      case Call.Phase.Requested() -> Approval.decide(course, call);
      case Call.Phase.Judged judged -> Approval.judged(course, call, judged);
      case Call.Phase.Approved() -> start(course, call);
      case Call.Phase.Backoff _ -> {
        if (Retries.isDue(course, call)) {
          Retries.attempt(course, call);
          start(course, tool(course, id));
        }
      }
      case Call.Phase.Lost() -> lost(course, call);
      case Call.Phase.Unknown(var then, var reason) -> unknown(course, call, then, reason);
      case Call.Phase.Asking _,
          Call.Phase.InFlight _,
          Call.Phase.Away _,
          Call.Phase.Completed _,
          Call.Phase.Failed _,
          Call.Phase.Denied _ -> {}
    }
  }

  /** Whether nothing more comes of a call by itself. */
  static boolean isResolved(RunState state, CallId id) {
    return switch (state.calls().get(id).phase()) {
      case Call.Phase.Completed _, Call.Phase.Failed _, Call.Phase.Denied _ -> true;
      case Call.Phase.Unknown(var then, _) -> then == OnUnknown.SKIP;
      case Call.Phase.Requested _,
          Call.Phase.Asking _,
          Call.Phase.Judged _,
          Call.Phase.Approved _,
          Call.Phase.InFlight _,
          Call.Phase.Away _,
          Call.Phase.Lost _,
          Call.Phase.Backoff _ ->
          false;
    };
  }

  /** Starts an allowed call, unless an earlier attempt of it has still to stop. */
  static void start(Course course, Call.Tool call) {
    if (course.state().stopping().has(call.id())) {
      return;
    }
    if (!Constraints.allow(course) || Stops.atCall(course, call)) {
      return;
    }
    if (call.tool().equals(ToolQuestions.ASK)) {
      ToolQuestions.ask(course, call);
      return;
    }
    Optional<Failure> poor =
        call.attempt() == 0 && call.request() != null
            ? Budget.without(course, Limit.TOOL_CALLS, course.step(call))
            : Optional.empty();
    if (poor.isPresent()) {
      refuse(course, call.id(), poor.get());
      return;
    }
    if (call.attempt() == 0 && !Budget.allowsToolCalls(course, course.step(call), 1)) {
      return;
    }
    int attempt = call.attempt() + 1;
    if (AgentTools.agentOf(call.tool().value()).isPresent()) {
      AgentWork.call(course, call, attempt);
      return;
    }
    String key = key(course, call);
    Duration timeout = course.definition().timeoutOf(course.nodeOf(course.step(call)));
    course.emit(
        new RunEvent.ToolStarted(
            call.step(), call.id(), call.tool(), attempt, key, course.now().plus(timeout)));
    Marks.ofRun(course);
    Marks.ofStep(course, course.step(call));
    course.perform(
        new Effect.CallTool(
            call.id(), call.step(), call.tool(), call.args(), attempt, key, timeout));
  }

  /** {@return the idempotency key of a call, the same for every attempt} */
  static String key(Course course, Call call) {
    return course.state().requireOrigin().run().value()
        + "/"
        + call.step().value()
        + "/"
        + call.id().value();
  }

  /** Goes on after a call that was under way has no outcome and never will. */
  static void lost(Course course, Call.Tool call) {
    ToolTraits traits = traits(course, call.tool());
    if (traits.isRepeatable()) {
      start(course, call);
      return;
    }
    course.emit(unknown(call, onUnknown(course, call), null));
    progress(course, call.id());
  }

  /** {@return what the node says of its calls without an outcome, else what the tool says} */
  static OnUnknown onUnknown(Course course, Call.Tool call) {
    OnUnknown own = course.nodeOf(course.step(call)).options().onUnknown();
    return own != null ? own : traits(course, call.tool()).onUnknown();
  }

  /**
   * {@return what is told of a call whose performer is gone}
   *
   * <p>One that may be made again has failed in passing, so `retry` decides about another attempt:
   * a server that ends with every call is not asked for ever.
   */
  static RunEvent gone(Course course, Call.Tool call, Failure failure) {
    ToolTraits traits = traits(course, call.tool());
    if (course.state().status().isEnding()) {
      return unknown(call, OnUnknown.SKIP, failure.message());
    }
    return traits.isRepeatable()
        ? new RunEvent.ToolFailed(call.step(), call.id(), call.tool(), passing(failure), false)
        : unknown(call, onUnknown(course, call), failure.message());
  }

  private static Failure passing(Failure failure) {
    return new Failure(
        failure.kind(), failure.message(), true, failure.retryAfter(), failure.pointer());
  }

  static RunEvent unknown(Call.Tool call, OnUnknown then, @Nullable String reason) {
    return new RunEvent.ToolUnknown(call.step(), call.id(), call.tool(), then, reason);
  }

  private static void unknown(
      Course course, Call.Tool call, OnUnknown then, @Nullable String reason) {
    switch (then) {
      case ASK -> askWhatToDo(course, call, reason);
      case RETRY -> start(course, call);
      case SKIP -> {}
      case FAIL ->
          course.emit(
              new RunEvent.ToolFailed(
                  call.step(),
                  call.id(),
                  call.tool(),
                  Failure.of(UNKNOWN, lostText(call, reason)),
                  false));
    }
  }

  /** The kind of failure of a call whose outcome is not known. */
  static final String UNKNOWN = "tool.unknown";

  private static String lostText(Call.Tool call, @Nullable String reason) {
    String unsaid = "whether tool '" + call.tool().value() + "' has done its work is not known";
    return reason == null ? unsaid : reason + "; " + unsaid;
  }

  private static void askWhatToDo(Course course, Call.Tool call, @Nullable String reason) {
    course.emit(
        new RunEvent.QuestionAsked(
            course.nextQuestion(),
            call.step(),
            QuestionKind.TOOL_UNKNOWN,
            (reason == null ? "The daemon ended while this call was under way: " : "")
                + lostText(call, reason)
                + ". What should be done?",
            call.id(),
            Ordered.empty(),
            UNKNOWN_OPTIONS,
            call.tool(),
            call.args(),
            null));
  }

  /** {@return the traits of a tool; nothing is promised by one that is not known} */
  static ToolTraits traits(Course course, ToolName tool) {
    return course.state().requireOrigin().tools().getOrDefault(tool, ToolTraits.UNKNOWN);
  }

  static Call.Tool tool(Course course, CallId id) {
    return course
        .state()
        .calls()
        .get(id)
        .asTool()
        .orElseThrow(() -> new IllegalStateException("call " + id.value() + " is of no tool"));
  }
}
