package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.agent.AgentTools;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.AgentName;
import fermata.definition.model.Node;
import fermata.engine.fold.Canonical;
import fermata.engine.run.CallId;
import fermata.engine.run.ChildOutcome;
import fermata.engine.run.Effect;
import fermata.engine.run.Failure;
import fermata.engine.run.Grant;
import fermata.engine.run.ResumeCause;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.engine.state.Call;
import fermata.engine.state.RunStatus;
import fermata.engine.state.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an {@code agent} node does: a run of another agent, in a session of its own. */
final class AgentWork {

  private static final String FAILED = "agent.failed";
  private static final String CANCELLED = "agent.cancelled";
  private static final String TIMEOUT = "agent.timeout";

  private AgentWork() {}

  static void begin(Course course, Step step, Node.Agent node) {
    switch (Expressions.members(node.input(), Scope.of(course, step))) {
      case Expressions.Result.Failed(var failure) -> Steps.fail(course, step, failure);
      case Expressions.Result.Value(var input) ->
          start(
              course,
              step,
              Wanted.of(node),
              new Attempt(course.nextCall(), 1, Canonical.of(input), 0));
    }
  }

  /** Starts the agent that a tool is: the call goes on as a run, and ends as a call. */
  static void call(Course course, Call.Tool call, int attempt) {
    Optional<Failure> poor = Budget.without(course, Limit.STEPS, course.step(call));
    if (poor.isPresent()) {
      ToolCalls.refuse(course, call.id(), poor.get());
      return;
    }
    AgentName agent = AgentTools.agentOf(call.tool().value()).orElseThrow();
    String digest = course.definition().agentTools().getOrDefault(agent, "");
    start(
        course,
        course.step(call),
        new Wanted(agent, digest, AgentDefinition.DEFAULT_ENTRY),
        new Attempt(call.id(), attempt, call.args(), wanted(course, call)));
  }

  /** How many calls of the step have not started, the one that is about to among them. */
  private static int wanted(Course course, Call.Tool call) {
    return (int)
        course
            .state()
            .callsOf(call.step())
            .filter(other -> other instanceof Call.Tool && Grants.isToCome(other))
            .count();
  }

  /** The agent that is to run. */
  private record Wanted(AgentName agent, String digest, String entry) {

    static Wanted of(Node.Agent node) {
      return new Wanted(node.agent(), node.digest(), node.entry());
    }
  }

  /**
   * How often and with what; {@code calls} is how many tool calls of its step, it among them, are
   * not started.
   */
  private record Attempt(CallId call, int number, JsonNode input, int calls) {}

  private static void start(Course course, Step step, Wanted wanted, Attempt attempt) {
    Grant grant = Grants.of(course, step, attempt.calls());
    if (grant == null) {
      return;
    }
    CallId call = attempt.call();
    Duration timeout = course.nodeOf(step).options().timeout();
    Instant deadline = timeout == null ? null : course.now().plus(timeout);
    RunId run = Delegation.idOf(course.state().requireOrigin().run(), call, attempt.number());
    course.emit(
        new RunEvent.SubrunStarted(
            step.id(),
            call,
            wanted.agent(),
            wanted.digest(),
            run,
            attempt.number(),
            attempt.input(),
            grant,
            deadline,
            wanted.entry()));
    course.perform(new Effect.StartChild(call, run));
  }

  static void progress(Course course, Step step, CallId id) {
    Call.Child call = (Call.Child) course.state().calls().get(id);
    switch (call.phase()) {
      case Call.Phase.Completed(var output) -> completed(course, step, output);
      case Call.Phase.Failed(var failure) -> {
        if (!Retries.schedule(course, call, failure)) {
          Steps.finish(course, step, Retries.status(failure), failure);
        }
      }
      case Call.Phase.Backoff _ -> {
        if (Retries.isDue(course, call)) {
          Retries.attempt(course, call);
          again(course, step, id);
        }
      }
      case Call.Phase.Approved _ -> again(course, step, id);
      case Call.Phase.Away _,
          Call.Phase.Requested _,
          Call.Phase.Asking _,
          Call.Phase.Judged _,
          Call.Phase.InFlight _,
          Call.Phase.Lost _,
          Call.Phase.Unknown _,
          Call.Phase.Denied _ -> {}
    }
  }

  private static void again(Course course, Step step, CallId id) {
    Call.Child call = (Call.Child) course.state().calls().get(id);
    Node.Agent node = (Node.Agent) course.nodeOf(step);
    start(course, step, Wanted.of(node), new Attempt(id, call.attempt() + 1, call.input(), 0));
  }

  // Without declared outputs the result is what it is.
  private static void completed(Course course, Step step, JsonNode output) {
    var declared = course.nodeOf(step).options().outputs();
    if (declared.isEmpty()) {
      Steps.succeed(
          course, step, output.isObject() ? output : JsonNodeFactory.instance.objectNode());
      return;
    }
    JsonNode outputs = Fields.pick(declared, output);
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

  /** Takes the end of a child run. */
  static void ended(Course course, RunInput.ChildEnded input) {
    Call.Child child = find(course, input.call(), input.run());
    if (child == null) {
      return;
    }
    Failure givenUp = ((Call.Phase.Away) child.phase()).givenUp();
    JsonNode output =
        givenUp == null && input.outcome() instanceof ChildOutcome.Completed(var result)
            ? Canonical.of(result)
            : null;
    Failure error = output != null ? null : failure(child, input.outcome(), givenUp);
    course.emit(
        new RunEvent.SubrunFinished(
            child.step(), child.id(), child.run(), output, error, input.usage()));
    child.asTool().ifPresent(tool -> tell(course, tool, output, error));
    course.emit(new RunEvent.UsageUpdated(course.state().spending().usage()));
    Marks.ofRun(course);
    course.state().steps().find(child.step()).ifPresent(step -> Marks.ofStep(course, step));
    if (course.state().status() == RunStatus.HELD) {
      course.emit(new RunEvent.RunResumed(ResumeCause.CHILD));
    }
  }

  // Whoever wanted the tool hears of it as of any other.
  private static void tell(
      Course course, Call.Tool call, @Nullable JsonNode output, @Nullable Failure error) {
    if (!course.state().steps().has(call.step())) {
      return;
    }
    if (error != null) {
      course.emit(new RunEvent.ToolFailed(call.step(), call.id(), call.tool(), error, false));
    } else if (output != null) {
      long millis =
          call.phase() instanceof Call.Phase.Away(var since, _, _)
              ? Math.max(0, Duration.between(since, course.now()).toMillis())
              : 0;
      course.emit(new RunEvent.ToolCompleted(call.step(), call.id(), call.tool(), output, millis));
    }
  }

  private static Failure failure(
      Call.Child child, ChildOutcome outcome, @Nullable Failure givenUp) {
    if (givenUp != null) {
      return givenUp;
    }
    String agent = "agent '" + child.agent().value() + "' ";
    return switch (outcome) {
      case ChildOutcome.Failed(var failure) when failure.kind().startsWith("agent.") -> failure;
      case ChildOutcome.Failed(var failure) ->
          new Failure(
              FAILED,
              agent + "failed (" + failure.kind() + "): " + failure.message(),
              failure.retryable(),
              failure.retryAfter(),
              null);
      case ChildOutcome.Cancelled(var reason) ->
          Failure.of(CANCELLED, agent + "was cancelled: " + reason);
      case ChildOutcome.Completed _ -> Failure.of(FAILED, agent + "gave no result");
    };
  }

  /** Tells that somebody is asked in a child run, or no longer is. */
  static void asked(Course course, RunInput.ChildAsked input) {
    Call.Child child = find(course, input.call(), input.run());
    if (child != null && !course.state().status().isTerminal()) {
      course.emit(
          new RunEvent.SubrunAsked(
              child.step(), child.id(), child.run(), input.question(), input.isOpen()));
    }
  }

  private static Call.@Nullable Child find(Course course, CallId id, RunId run) {
    return course.state().calls().find(id).orElse(null) instanceof Call.Child child
            && Delegation.isAway(child)
            && child.run().equals(run)
        ? child
        : null;
  }

  /** Gives up a child run whose time is up. */
  static void timeOut(Course course, Call.Child child) {
    Duration timeout = course.nodeOf(course.step(child)).options().timeout();
    String after = timeout == null ? "" : " after " + timeout.toMillis() + " ms";
    Delegation.giveUp(
        course,
        child,
        Failure.passing(TIMEOUT, "agent '" + child.agent().value() + "' was given up" + after));
  }
}
