package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
          start(course, step, course.nextCall(), 1, Canonical.of(input));
    }
  }

  private static void start(Course course, Step step, CallId call, int attempt, JsonNode input) {
    Grant grant = Grants.of(course, step);
    if (grant == null) {
      return;
    }
    Node.Agent node = (Node.Agent) course.nodeOf(step);
    Duration timeout = node.options().timeout();
    Instant deadline = timeout == null ? null : course.now().plus(timeout);
    RunId run = Delegation.idOf(course.state().requireOrigin().run(), call, attempt);
    course.emit(
        new RunEvent.SubrunStarted(
            step.id(),
            call,
            node.agent(),
            node.digest(),
            run,
            attempt,
            input,
            grant,
            deadline,
            node.entry()));
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
    start(course, step, id, call.attempt() + 1, call.input());
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
    course.emit(new RunEvent.UsageUpdated(course.state().spending().usage()));
    Marks.ofRun(course);
    course.state().steps().find(child.step()).ifPresent(step -> Marks.ofStep(course, step));
    if (course.state().status() == RunStatus.HELD) {
      course.emit(new RunEvent.RunResumed(ResumeCause.CHILD));
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
